// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * The page, with the addresses of its files below the path that the caller uses. They are absolute, because the page is
 * served at addresses of any depth. The content security policy forbids a base element, which would also redirect
 * links within the page.
 */
final class PageFile implements HttpRequestHandler {
    /** Where the page's build names files of this server. */
    private static final String RELATIVE = "=\"./";
    /** Where the page's script reads the path. */
    private static final String NAMED = "name=\"parley-base\" content=\"/\"";

    private static final String NAME = "index.html";

    static final Resource FILE = new ClassPathResource("static/" + NAME);

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("GET", "HEAD"));
        }
        byte[] page = content(RequestAddress.prefix(request));
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                Objects.requireNonNull(CacheControl.noCache().getHeaderValue()));
        if (new ServletWebRequest(request, response).checkNotModified(ContentTag.of(page))) {
            return;
        }
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** @param prefix contains no character that has a meaning in HTML but the apostrophe, which these quotes permit */
    private static byte[] content(String prefix) throws IOException {
        return FILE.getContentAsString(StandardCharsets.UTF_8)
                .replace(RELATIVE, "=\"" + prefix + "/")
                .replace(NAMED, NAMED.replace("content=\"/\"", "content=\"" + prefix + "/\""))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Puts the content for the caller in the place of the page's file; leaves other files as they are. */
    static Resource transform(HttpServletRequest request, Resource file, ResourceTransformerChain chain)
            throws IOException {
        Resource resource = chain.transform(request, file);
        return NAME.equals(resource.getFilename()) && resource.getURL().equals(FILE.getURL())
                ? new TransformedResource(resource, content(RequestAddress.prefix(request)))
                : resource;
    }
}
