// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonView;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a member of an answer that is Parley's addition to the contract. Only callers who ask for {@link Extras} get
 * it. The API document declares the same members with {@code x-extra}.
 */
@JacksonAnnotationsInside
@JsonView(Extras.Given.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface Extra {}
