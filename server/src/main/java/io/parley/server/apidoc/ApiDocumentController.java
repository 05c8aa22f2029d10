// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import io.parley.server.http.ContentTag;
import io.parley.server.http.Public;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the API document: as JSON for programs, and as a page for people. */
@RestController
class ApiDocumentController {
    /** The page; its scripts and styles are static files in the same folder. */
    private static final Resource PAGE = new ClassPathResource("static/api-docs/index.html");

    private final PublishedApiDocument document;

    ApiDocumentController(PublishedApiDocument document) {
        this.document = document;
    }

    @Public
    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> document(HttpServletRequest request) {
        String prefix = RequestAddress.prefix(request);
        boolean withExtras = new QueryParameters(request).flag("extras", true);
        byte[] bytes = withExtras ? document.bytes(prefix) : document.contractBytes(prefix);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .eTag(ContentTag.of(bytes))
                .body(bytes);
    }

    @Public
    @GetMapping("/api-docs")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .eTag(ContentTag.of(PAGE))
                .body(PAGE);
    }
}
