package io.parley.server.apidoc;

import io.parley.server.web.Open;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The API document, for programs. */
@RestController
class ApiDocumentController {
    private final byte[] document;

    ApiDocumentController(JsonMapper json) {
        this.document = json.writeValueAsBytes(CompletedDocument.read());
    }

    @Open
    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> document() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document);
    }
}
