// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.log.ClientRow;
import io.parley.core.log.MessageRow;
import io.parley.core.log.Pseudonyms;
import io.parley.core.log.SessionRow;
import io.parley.store.table.RowKey;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids of the keys of a transaction. Two ids of one project may have the same key by chance. The key belongs to the first of them, and records with
 * the other id are refused. A row with a pseudonym does not contain its id; then the key alone identifies it.
 */
final class IdentityCheck {
    private final Map<RowKey, Client> clients = new HashMap<>();
    private final Map<RowKey, Session> sessions = new HashMap<>();
    private final Map<RowKey, Message> messages = new HashMap<>();

    private record Client(String botId, String clientId) {
        boolean isAlso(Client other, long key) {
            return botId.equals(other.botId) && Pseudonyms.isOrHides(clientId, other.clientId, key);
        }
    }

    private record Session(long clientKey, String sessionId) {
        boolean isAlso(Session other, long key) {
            return clientKey == other.clientKey && Pseudonyms.isOrHides(sessionId, other.sessionId, key);
        }
    }

    private record Message(String botId, String questionId) {
        boolean isAlso(Message other, long key) {
            return botId.equals(other.botId) && Pseudonyms.isOrHides(questionId, other.questionId, key);
        }
    }

    /** Returns the error for a record with the key of another id. */
    static ApiException refusal() {
        return ApiException.because(
                ErrorCode.NAME_TAKEN,
                "the id of the message, of its session, or of its client has the same 64-bit key as another id of this project, which has it;"
                        + " the record is not kept, and may be sent again with another id");
    }

    // ---- Rows of the log

    void claim(ClientRow client) {
        Client known = new Client(client.botId(), client.clientId());
        clients.merge(RowKey.of(client), known, (one, other) -> other.isAlso(one, client.clientKey()) ? one : other);
    }

    /** Claims the key of a client of another table. */
    void claim(RowKey client, String botId, String clientId) {
        clients.put(client, new Client(botId, clientId));
    }

    void claim(SessionRow session) {
        sessions.put(RowKey.of(session), new Session(session.clientKey(), session.sessionId()));
    }

    void claim(MessageRow message, String botId) {
        messages.put(RowKey.of(message), new Message(botId, message.turn().questionId()));
    }

    // ---- Records

    /** Whether the keys of a message, its session and its client belong to its ids. If they are free, they do from now on. */
    boolean admits(IncomingMessage message) {
        RowKey clientKey = RowKey.clientOf(message.row());
        RowKey sessionKey = RowKey.sessionOf(message.row());
        RowKey messageKey = RowKey.of(message.row());
        Client client = new Client(message.origin().botId(), message.origin().clientId());
        Message itself =
                new Message(message.origin().botId(), message.row().turn().questionId());
        if (!clients.getOrDefault(clientKey, client).isAlso(client, clientKey.key())
                || !messages.getOrDefault(messageKey, itself).isAlso(itself, messageKey.key())) {
            return false;
        }
        if (message.hasSession()) {
            Session session = new Session(clientKey.key(), message.sessionId());
            if (!sessions.getOrDefault(sessionKey, session).isAlso(session, sessionKey.key())) {
                return false;
            }
            sessions.put(sessionKey, session);
        }
        clients.put(clientKey, client);
        messages.put(messageKey, itself);
        return true;
    }

    /** Whether a key belongs to this client, or is free. */
    boolean admits(RowKey clientKey, String botId, String clientId) {
        Client client = new Client(botId, clientId);
        return clients.getOrDefault(clientKey, client).isAlso(client, clientKey.key());
    }

    /** Whether the keys belong to this client and session, or are free. */
    boolean admits(RowKey clientKey, String botId, String clientId, RowKey sessionKey, String sessionId) {
        Session session = new Session(clientKey.key(), sessionId);
        return admits(clientKey, botId, clientId)
                && sessions.getOrDefault(sessionKey, session).isAlso(session, sessionKey.key());
    }

    /**
     * Claims the key of the session that a message was assigned to.
     *
     * @throws ApiException when the key belongs to another session
     */
    void requireSession(IncomingMessage placed) {
        RowKey key = RowKey.sessionOf(placed.row());
        Session session = new Session(placed.row().clientKey(), placed.sessionId());
        Session other = sessions.putIfAbsent(key, session);
        if (other != null && !other.isAlso(session, key.key()) && !session.isAlso(other, key.key())) {
            throw refusal();
        }
    }
}
