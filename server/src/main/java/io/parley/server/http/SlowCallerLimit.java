// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.server.ParleyProperties;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Minimum rates of bodies and answers. A thread reads a body and writes an answer, and a caller that sends or reads slowly would occupy it for hours.
 * The unread rest of a body is read to its end, too, so that its sender can read the answer.
 *
 * <p>The number of threads that wait for callers is limited, and further limited for callers without a token. Threads that wait for bodies and threads
 * that wait for answers have separate limits, so that slow senders do not cut off the answers of others. A thread does not count while it need not
 * wait: the body is there already, or the answer is short.
 */
@Configuration(proxyBeanMethods = false)
public class SlowCallerLimit {
    /** Minimum average rate after the patience is over. */
    static final int BYTES_A_SECOND = 16 * 1024;

    private static final long NANOS_A_BYTE = Duration.ofSeconds(1).toNanos() / BYTES_A_SECOND;

    /** Most bytes that are read of the rest of a body: twice the largest body. */
    private static final long MOST_UNWANTED = 2L * RequestBodyReader.INGEST;

    /** Threads that wait for bodies: half of all threads (application.yaml). */
    static final int MOST_WAITING = 100;
    /** Those of them that wait for callers without a token. */
    static final int MOST_FOR_STRANGERS = 32;
    /** Threads that wait until answers are read: with those that wait for bodies, four fifths of all threads. */
    static final int MOST_WAITING_FOR_READERS = 60;
    /** Those of them that wait for callers without a token. */
    private static final int MOST_READING_STRANGERS = 20;
    /** How long the server looks for a body when too many threads wait for bodies. */
    private static final Duration MOMENT = Duration.ofMillis(100);
    /** How long an answer waits until fewer threads wait for readers. It is longer, because the answer is made already. */
    private static final Duration PATIENCE_OF_ANSWERS = Duration.ofSeconds(1);

    private static final String CALL = SlowCallerLimit.class.getName();

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> callerPaceValve(ParleyProperties configuration) {
        return factory -> factory.addEngineValves(new Valve(configuration.bodyPatience()));
    }

    /** Marks the caller of a request as known: more threads may wait for callers with a token. */
    public static void identified(HttpServletRequest request) {
        Call call = Call.of(request);
        if (call != null) {
            call.isOfStranger = false;
        }
    }

    /** Whether a body could not be read because too many threads wait for callers. */
    static boolean isCrowded(IOException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(Crowded.class::isInstance);
    }

    private static final class Crowded extends IOException {
        private static final long serialVersionUID = 1;

        Crowded() {
            super("too many threads wait for callers");
        }
    }

    /** A limit of the threads that wait for callers. */
    private static final class Waiting {
        private final Semaphore all;
        private final Semaphore forStrangers;

        Waiting(int most, int mostForStrangers) {
            this.all = new Semaphore(most);
            this.forStrangers = new Semaphore(mostForStrangers);
        }

        /** Waits until one more may wait. @return false when it takes too long */
        boolean begin(boolean isForStranger, Duration patience) {
            try {
                if (isForStranger && !forStrangers.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
                if (all.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    return true;
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (isForStranger) {
                forStrangers.release();
            }
            return false;
        }

        void end(boolean isForStranger) {
            all.release();
            if (isForStranger) {
                forStrangers.release();
            }
        }
    }

    /** A call whose caller may be slow. */
    static final class Call {
        private final Waiting forBodies;
        private final Waiting forReaders;
        private final org.apache.coyote.Request wire;
        private final Duration patience;
        private volatile boolean isOfStranger = true;

        private Call(Waiting forBodies, Waiting forReaders, org.apache.coyote.Request wire, Duration patience) {
            this.forBodies = forBodies;
            this.forReaders = forReaders;
            this.wire = wire;
            this.patience = patience;
        }

        /** Returns the call of a request that the web server received; null for another one. */
        static @Nullable Call of(HttpServletRequest request) {
            return request.getAttribute(CALL) instanceof Call call ? call : null;
        }

        /** Closes the connection without the rest of the answer. */
        void disconnect() {
            wire.action(ActionCode.CLOSE_NOW, null);
        }
    }

    /** A read of a body's part, or a write of an answer's part. */
    interface Step {
        /** @return how many bytes, or below 0 for the end */
        int take() throws IOException;
    }

    /** The rate of a body or of an answer. */
    static final class Pace {
        private final Call call;
        private final Waiting waiting;
        private final Duration patienceWithOthers;
        /** Time spent on waiting for the caller, ns. It excludes the server's own work, such as waiting for commits. */
        private long waited;

        private long bytes;

        /** @param patienceWithOthers how long to wait until fewer threads wait */
        private Pace(Call call, Waiting waiting, Duration patienceWithOthers) {
            this.call = call;
            this.waiting = waiting;
            this.patienceWithOthers = patienceWithOthers;
        }

        static Pace ofBody(Call call) {
            return new Pace(call, call.forBodies, Duration.ZERO);
        }

        static Pace ofAnswer(Call call) {
            return new Pace(call, call.forReaders, PATIENCE_OF_ANSWERS);
        }

        /** Returns the number of bytes so far. */
        long bytes() {
            return bytes;
        }

        /** Takes a step that does not wait for the caller. */
        int take(Step step) throws IOException {
            int read = step.take();
            bytes += Math.max(0, read);
            return read;
        }

        /** Takes a step that may wait for the caller. */
        int await(Step step) throws IOException {
            boolean isForStranger = call.isOfStranger;
            if (!waiting.begin(isForStranger, patienceWithOthers)) {
                throw new Crowded();
            }
            long from = System.nanoTime();
            int read;
            try {
                read = take(step);
            } finally {
                waiting.end(isForStranger);
                waited += System.nanoTime() - from;
            }
            if (read >= 0 && waited > call.patience.toNanos() + bytes * NANOS_A_BYTE) {
                throw new SocketTimeoutException("the caller is too slow: " + bytes + " bytes");
            }
            return read;
        }
    }

    private static final class Valve extends ValveBase {
        private final Duration patience;
        private final Waiting forBodies = new Waiting(MOST_WAITING, MOST_FOR_STRANGERS);
        private final Waiting forReaders = new Waiting(MOST_WAITING_FOR_READERS, MOST_READING_STRANGERS);

        Valve(Duration patience) {
            super(true);
            this.patience = patience;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            org.apache.coyote.Request wire = request.getCoyoteRequest();
            // An asynchronous call passes here twice.
            Call before = Call.of(request);
            Call call = before == null ? new Call(forBodies, forReaders, wire, patience) : before;
            request.setAttribute(CALL, call);
            InputBuffer input = wire.getInputBuffer();
            Paced paced = new Paced(input, call);
            wire.setInputBuffer(paced);
            try {
                getNext().invoke(request, response);
                if (!request.isAsync() && mayCome(wire, paced)) {
                    response.finishResponse();
                    drainUnread(wire, paced);
                }
            } finally {
                wire.setInputBuffer(input);
            }
        }

        /** Whether more of the body may come. A caller that expects a 100 response sends no body after a refusal. */
        private static boolean mayCome(org.apache.coyote.Request wire, Paced paced) {
            return (length(wire) > 0 || wire.getHeader("Transfer-Encoding") != null)
                    && (paced.hasBegun() || !wire.hasExpectation());
        }

        private static void drainUnread(org.apache.coyote.Request wire, Paced paced) {
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
                // The connection ends below.
            }
            wire.action(ActionCode.CLOSE_NOW, null);
        }
    }

    /**
     * Returns the length of the body; 0 for none, and for a header that is no length or contradicts another one. Tomcat refuses such a request, and
     * throws whenever the length is asked for.
     */
    private static long length(org.apache.coyote.Request wire) {
        try {
            return Math.max(0, wire.getContentLengthLong());
        } catch (IllegalArgumentException noLength) {
            return 0;
        }
    }

    /** Reads while the body keeps the minimum rate. */
    private static final class Paced implements InputBuffer {
        private final InputBuffer input;
        private final org.apache.coyote.Request wire;
        private final Pace pace;
        private boolean begun;

        Paced(InputBuffer input, Call call) {
            this.input = input;
            this.wire = call.wire;
            this.pace = Pace.ofBody(call);
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            begun = true;
            if (isThere()) {
                return pace.take(() -> input.doRead(handler));
            }
            try {
                return pace.await(() -> input.doRead(handler));
            } catch (Crowded crowded) {
                if (!comesSoon()) {
                    throw crowded;
                }
                return pace.take(() -> input.doRead(handler));
            }
        }

        /** Whether more of the body comes within a moment: small ones are often sent right after their heads. */
        private boolean comesSoon() {
            long begun = System.nanoTime();
            while (!isThere()) {
                if (System.nanoTime() - begun > MOMENT.toNanos()) {
                    return false;
                }
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            return true;
        }

        /** Whether more of the body is there already. Of a chunked body this may be a part of a chunk's length. */
        private boolean isThere() {
            if (wire.getHeader("Transfer-Encoding") != null) {
                return false;
            }
            if (pace.bytes() >= length(wire)) {
                // Reading the end does not wait.
                return true;
            }
            wire.action(ActionCode.AVAILABLE, Boolean.TRUE);
            return wire.getAvailable() > 0;
        }

        boolean hasBegun() {
            return begun;
        }

        @Override
        public int available() {
            return input.available();
        }
    }

    /** Takes bytes and forgets them. */
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
            // The web server brings its own.
        }
    }
}
