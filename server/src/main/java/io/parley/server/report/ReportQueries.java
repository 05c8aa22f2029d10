// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.store.query.ConversationQueries;
import io.parley.store.query.ReactionQueries;
import io.parley.store.query.StateRouteQueries;
import org.springframework.stereotype.Component;

/** The queries from which reports take their rows. */
@Component
record ReportQueries(ConversationQueries conversations, StateRouteQueries stateRoutes, ReactionQueries reactions) {}
