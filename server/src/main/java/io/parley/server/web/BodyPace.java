// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.server.ServerConfiguration;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Minimum upload rate for request bodies (protection against slow-body attacks). Each body occupies one of a limited
 * number of threads while it is read. Without a minimum rate, a few hundred slow senders, even without tokens, block
 * all threads for hours. This includes the part of a body that the server does not need: it is read to the end, so
 * that the sender can read the response.
 */
@Configuration(proxyBeanMethods = false)
class BodyPace {
    /** Minimum average rate after the initial patience. */
    static final int BYTES_A_SECOND = 16 * 1024;
    /** Largest unneeded part of a body that is read, in bytes: twice the largest body. */
    private static final long MOST_UNWANTED = 2L * Bodies.INGEST;

    /** Positive integer. */
    private static final Pattern LENGTH = Pattern.compile("0*[1-9][0-9]*");

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodyPaceValve(ServerConfiguration configuration) {
        return factory -> factory.addEngineValves(new Valve(configuration.bodyPatience()));
    }

    private static final class Valve extends ValveBase {
        private final Duration patience;

        Valve(Duration patience) {
            super(true);
            this.patience = patience;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            org.apache.coyote.Request wire = request.getCoyoteRequest();
            InputBuffer input = wire.getInputBuffer();
            Paced paced = new Paced(input, patience.toNanos());
            wire.setInputBuffer(paced);
            try {
                getNext().invoke(request, response);
                if (!request.isAsync() && mayCome(wire, paced)) {
                    response.finishResponse();
                    readUnwanted(wire, paced);
                }
            } finally {
                wire.setInputBuffer(input);
            }
        }

        /**
         * Returns whether the client may still send a part of the body. A client that sent {@code Expect:
         * 100-continue} sends none after an error.
         */
        private static boolean mayCome(org.apache.coyote.Request wire, Paced paced) {
            return (hasLength(wire) || wire.getHeader("Transfer-Encoding") != null)
                    && (paced.hasBegun() || !wire.hasExpectation());
        }

        /**
         * Returns whether there is a valid content length; Tomcat's own method throws for an invalid one, which was
         * rejected before.
         */
        private static boolean hasLength(org.apache.coyote.Request wire) {
            String length = wire.getHeader("Content-Length");
            return length != null && LENGTH.matcher(length).matches();
        }

        private static void readUnwanted(org.apache.coyote.Request wire, Paced paced) {
            Unwanted unwanted = new Unwanted();
            try {
                long bytes = 0;
                for (int read = 0; read >= 0 && bytes <= MOST_UNWANTED; read = paced.doRead(unwanted)) {
                    bytes += read;
                }
                if (bytes <= MOST_UNWANTED) {
                    return;
                }
            } catch (IOException tooSlowOrGone) {
                // The connection is closed below.
            }
            wire.action(ActionCode.CLOSE_NOW, null);
        }
    }

    /** Input buffer that enforces the minimum rate. */
    private static final class Paced implements InputBuffer {
        private static final long NANOS_A_BYTE = Duration.ofSeconds(1).toNanos() / BYTES_A_SECOND;

        private final InputBuffer input;
        private final long patience;
        private boolean begun;
        /**
         * Time spent waiting for the sender, in ns. It excludes the server's processing, such as waiting for commits.
         */
        private long waited;

        private long bytes;

        Paced(InputBuffer input, long patienceNanos) {
            this.input = input;
            this.patience = patienceNanos;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            begun = true;
            long from = System.nanoTime();
            int read = input.doRead(handler);
            waited += System.nanoTime() - from;
            bytes += Math.max(0, read);
            if (read >= 0 && waited > patience + bytes * NANOS_A_BYTE) {
                throw new SocketTimeoutException("the body came too slowly: " + bytes + " bytes");
            }
            return read;
        }

        boolean hasBegun() {
            return begun;
        }

        @Override
        public int available() {
            return input.available();
        }
    }

    /** Buffer that discards bytes. */
    private static final class Unwanted implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // Tomcat provides the buffer.
        }
    }
}
