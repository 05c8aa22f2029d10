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
import java.util.regex.Pattern;
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
 * Bodies have to come, and answers to be taken, at a pace. A body is read, and an answer written, by a thread of the few, which somebody who sends or
 * reads drop by drop would keep busy for hours. What the server does not want of a body is read to its end, too, so that whoever sends it gets to read
 * the answer.
 *
 * <p>And only so many threads wait for callers at a time, of whom few are not known: so however many callers are slow, there are threads for those who
 * are not. A thread that waits for nobody, because the body is there already or the answer is short, does not count.
 */
@Configuration(proxyBeanMethods = false)
public class SlowCallerLimit {
    /** The least, on average, once the patience is over. */
    static final int BYTES_A_SECOND = 16 * 1024;

    private static final long NANOS_A_BYTE = Duration.ofSeconds(1).toNanos() / BYTES_A_SECOND;

    /** What nobody wanted is read up to so many bytes: twice the largest body. */
    private static final long MOST_UNWANTED = 2L * RequestBodyReader.INGEST;

    /** Threads that wait for callers: half of those there are (application.yaml). */
    static final int MOST_WAITING = 100;
    /** Those of them that wait for callers who have shown no token. */
    static final int MOST_FOR_STRANGERS = 32;
    /** How long a body is looked for when too many callers are waited for. */
    private static final Duration MOMENT = Duration.ofMillis(100);
    /** How long an answer waits until fewer wait: it would be a pity to have made it for nothing. */
    private static final Duration PATIENCE_OF_ANSWERS = Duration.ofSeconds(1);

    /** A number above zero. */
    private static final Pattern LENGTH = Pattern.compile("0*[1-9][0-9]*");

    private static final String CALL = SlowCallerLimit.class.getName();

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> callerPaceValve(ParleyProperties configuration) {
        return factory -> factory.addEngineValves(new Valve(configuration.bodyPatience()));
    }

    /** Says that the caller of a request is known: whoever has a token may be waited for sooner than others. */
    public static void identified(HttpServletRequest request) {
        Call call = Call.of(request);
        if (call != null) {
            call.isOfStranger = false;
        }
    }

    /** Whether a body could not be read because too many callers are waited for. */
    static boolean isCrowded(IOException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(Crowded.class::isInstance);
    }

    private static final class Crowded extends IOException {
        private static final long serialVersionUID = 1;

        Crowded() {
            super("too many callers are waited for");
        }
    }

    /** How many threads wait for callers. */
    private static final class Waiting {
        private final Semaphore all = new Semaphore(MOST_WAITING);
        private final Semaphore forStrangers = new Semaphore(MOST_FOR_STRANGERS);

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

    /** What is known of a call whose caller may have to be waited for. */
    static final class Call {
        private final Waiting waiting;
        private final org.apache.coyote.Request wire;
        private final Duration patience;
        private volatile boolean isOfStranger = true;

        private Call(Waiting waiting, org.apache.coyote.Request wire, Duration patience) {
            this.waiting = waiting;
            this.wire = wire;
            this.patience = patience;
        }

        /** The call of a request that came by the web server's door; null for another. */
        static @Nullable Call of(HttpServletRequest request) {
            return request.getAttribute(CALL) instanceof Call call ? call : null;
        }

        /** Ends the connection, whatever there is still to be said. */
        void disconnect() {
            wire.action(ActionCode.CLOSE_NOW, null);
        }
    }

    /** A step of taking from the caller, or giving. */
    interface Step {
        /** @return how many bytes, or below 0 for the end */
        int take() throws IOException;
    }

    /** The time that one way of a call takes. */
    static final class Pace {
        private final Call call;
        private final Duration patienceWithOthers;
        /** How long we waited for the caller; what we do with what came, such as waiting for commits, is not the caller's fault. */
        private long waited;

        private long bytes;

        /** @param patienceWithOthers how long to wait until fewer are waited for */
        private Pace(Call call, Duration patienceWithOthers) {
            this.call = call;
            this.patienceWithOthers = patienceWithOthers;
        }

        static Pace ofAnswer(Call call) {
            return new Pace(call, PATIENCE_OF_ANSWERS);
        }

        /** How many bytes went this way. */
        long bytes() {
            return bytes;
        }

        /** Takes a step that waits for nobody. */
        int take(Step step) throws IOException {
            int read = step.take();
            bytes += Math.max(0, read);
            return read;
        }

        /** Takes a step that may wait for the caller. */
        int await(Step step) throws IOException {
            boolean isForStranger = call.isOfStranger;
            if (!call.waiting.begin(isForStranger, patienceWithOthers)) {
                throw new Crowded();
            }
            long from = System.nanoTime();
            int read;
            try {
                read = take(step);
            } finally {
                call.waiting.end(isForStranger);
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
        private final Waiting waiting = new Waiting();

        Valve(Duration patience) {
            super(true);
            this.patience = patience;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            org.apache.coyote.Request wire = request.getCoyoteRequest();
            // A call that answers later comes by once more.
            Call before = Call.of(request);
            Call call = before == null ? new Call(waiting, wire, patience) : before;
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

        /** Whether there may be more of the body. Who waits to be told to send one sends none when refused. */
        private static boolean mayCome(org.apache.coyote.Request wire, Paced paced) {
            return (hasLength(wire) || wire.getHeader("Transfer-Encoding") != null)
                    && (paced.hasBegun() || !wire.hasExpectation());
        }

        /** Tomcat would throw when a length is none, which was the reason to refuse the request. */
        private static boolean hasLength(org.apache.coyote.Request wire) {
            String length = wire.getHeader("Content-Length");
            return length != null && LENGTH.matcher(length).matches();
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

    /** Reads on while the body keeps pace. */
    private static final class Paced implements InputBuffer {
        private final InputBuffer input;
        private final org.apache.coyote.Request wire;
        private final Pace pace;
        private boolean begun;

        Paced(InputBuffer input, Call call) {
            this.input = input;
            this.wire = call.wire;
            this.pace = new Pace(call, Duration.ZERO);
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

        /** Returns the length of the body; 0 where several headers contradict each other, for which Tomcat refuses the request. */
        private long length() {
            try {
                return wire.getContentLengthLong();
            } catch (IllegalArgumentException contradiction) {
                return 0;
            }
        }

        /** Whether there is more of the body already. Of one in chunks, what is there may be a part of the length of one. */
        private boolean isThere() {
            if (wire.getHeader("Transfer-Encoding") != null) {
                return false;
            }
            if (pace.bytes() >= length()) {
                // To learn that it has ended waits for nobody.
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
