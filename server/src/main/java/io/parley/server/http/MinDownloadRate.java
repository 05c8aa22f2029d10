// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Applies the minimum rate to answers, see {@link SlowCallerLimit}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MinDownloadRate extends OncePerRequestFilter {
    /** The beginning of an answer that fits the system's buffers, in bytes: writing it does not wait. */
    private static final int BEGINNING = 16 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SlowCallerLimit.Call call = SlowCallerLimit.Call.of(request);
        chain.doFilter(request, call == null ? response : new Paced(response, call));
    }

    private static final class Paced extends HttpServletResponseWrapper {
        private final SlowCallerLimit.Call call;
        private @Nullable ServletOutputStream stream;

        Paced(HttpServletResponse response, SlowCallerLimit.Call call) {
            super(response);
            this.call = call;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream known = stream;
            if (known == null) {
                known = new PacedStream(super.getOutputStream(), call);
                stream = known;
            }
            return known;
        }
    }

    private static final class PacedStream extends ServletOutputStream {
        private final ServletOutputStream out;
        private final SlowCallerLimit.Call call;
        private final SlowCallerLimit.Pace pace;

        PacedStream(ServletOutputStream out, SlowCallerLimit.Call call) {
            this.out = out;
            this.call = call;
            this.pace = SlowCallerLimit.Pace.ofAnswer(call);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            SlowCallerLimit.Step step = () -> {
                out.write(bytes, from, length);
                return length;
            };
            if (pace.bytes() + length <= BEGINNING) {
                pace.take(step);
                return;
            }
            try {
                pace.await(step);
            } catch (ClientAbortException gone) {
                throw gone;
            } catch (IOException tooSlow) {
                // A part of an answer must not look like all of it.
                call.disconnect();
                throw new ClientAbortException(tooSlow);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
