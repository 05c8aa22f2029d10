// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.server.ProductVersion;
import io.parley.server.security.Permission;
import io.parley.server.security.RequiresPermission;
import io.parley.store.StorageInfo;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoint with the server's version and storage. For administrators only: the store's size includes other accounts.
 */
@RestController
class AboutController {
    private final StorageInfo storage;

    AboutController(StorageInfo storage) {
        this.storage = storage;
    }

    /**
     * Version and storage of the server.
     *
     * @param store the storage engine with its version
     * @param storeBytes bytes of the store on disk, for all accounts, without the files of reports
     */
    record About(String version, String store, long storeBytes) {}

    @RequiresPermission(Permission.ADMINISTER)
    @GetMapping("/api/v1/about")
    About about() {
        return new About(ProductVersion.text(), storage.product(), storage.bytes());
    }
}
