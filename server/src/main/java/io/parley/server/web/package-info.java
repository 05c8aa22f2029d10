/** What all HTTP calls share: parameters, bodies, errors, the wire's forms, the page's files. */
@org.jspecify.annotations.NullMarked
package io.parley.server.web;
