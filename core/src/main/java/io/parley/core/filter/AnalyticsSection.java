// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

/** Sections of the product that offer filters (contract). */
public enum AnalyticsSection {
    CLIENTS,
    SESSIONS,
    CLIENTS_DIALOGS,
    REPORTS_ACTIVITY,
    REPORTS_EFFICIENCY,
    REPORTS_SESSION_TOPIC,
    REPORTS_SESSION_RESULT,
    REPORTS_SCENARIO_ACTION
}
