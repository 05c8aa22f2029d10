// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.server.ProductVersion;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.store.Store;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which server this is. For administrators: the store's size tells of other accounts, too. */
@RestController
class AboutController {
    private final Store store;

    AboutController(Store store) {
        this.store = store;
    }

    /**
     * What there is to know.
     *
     * @param store what keeps the store, with its version
     * @param storeBytes how much room the store takes on disk, with all accounts, without the files of reports
     */
    record About(String version, String store, long storeBytes) {}

    @Needs(Permission.ADMINISTER)
    @GetMapping("/api/v1/about")
    About about() {
        return new About(ProductVersion.text(), store.product(), store.bytes());
    }
}
