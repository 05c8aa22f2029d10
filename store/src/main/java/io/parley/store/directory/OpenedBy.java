// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import java.util.List;

/**
 * What a token opens.
 *
 * @param projects the one that the token is for, or all of the account
 */
public record OpenedBy(Token token, List<Project> projects) {}
