// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import java.util.List;

/**
 * The access that a token gives.
 *
 * @param projects the one that the token is for, or all of the account
 */
public record TokenGrant(Token token, List<Project> projects) {}
