// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.Overload;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers for errors outside of controllers, in the common format. */
@Configuration(proxyBeanMethods = false)
class UnhandledErrors {

    /**
     * Removes Tomcat's limit: it fails with more than ten languages in a header. The limit on header size bounds
     * their number sufficiently.
     */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> anyNumberOfLanguages() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(Integer.MAX_VALUE));
    }

    /**
     * Ids that others give may have slashes and backslashes, encoded in a path. They stay encoded until the framework has cut the path at
     * its own slashes.
     */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling("passthrough");
            connector.setEncodedReverseSolidusHandling("passthrough");
        });
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorValve() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(Valve.class.getName());
            }
        });
    }

    /** Errors of the web server itself: requests that are not valid HTTP, or have forbidden characters in their URL. */
    public static final class Valve extends ErrorReportValve {
        private static final int TOO_LARGE = 431;

        /** Tomcat has no type for it; see {@code iib.requestheadertoolarge.error} in its messages. */
        private static boolean isTooLarge(@Nullable Throwable cause) {
            return cause instanceof IllegalArgumentException
                    && String.valueOf(cause.getMessage()).contains("header is too large");
        }

        @Override
        protected void report(Request request, Response response, Throwable cause) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            if (isTooLarge(cause)) {
                // By default Tomcat answers 400, as for what is no HTTP.
                response.setStatus(TOO_LARGE);
            }
            boolean ours = response.getStatus() >= 500;
            String body = ours
                    ? "{\"error\":\"" + ErrorCode.UNEXPECTED.code()
                            + "\",\"message\":\"the server failed at this request\",\"args\":{}}"
                    : "{\"error\":\"" + ErrorCode.INVALID_VALUE.code()
                            + "\",\"message\":\"request: got "
                            + (response.getStatus() == TOO_LARGE
                                    ? "an address and headers of more than 32 KB, expected less, for example fewer cookies"
                                    : "something that is no valid HTTP request, expected an address and headers as"
                                            + " RFC 9110 has them")
                            + "\",\"args\":{\"field\":\"request\"}}";
            if (response.getHeader(RequestIdFilter.HEADER) == null) {
                response.setHeader(RequestIdFilter.HEADER, RequestIdFilter.fresh());
            }
            try {
                response.setContentType("application/json");
                response.setCharacterEncoding(StandardCharsets.UTF_8);
                response.getReporter().write(body);
                response.finishResponse();
            } catch (IOException gone) {
                // The client has closed the connection.
            }
        }
    }

    /** Errors that a filter threw, or that the framework reported without a known exception. */
    @RestController
    static final class Fallback implements ErrorController {
        private final ApiExceptionHandler errors;

        Fallback(ApiExceptionHandler errors) {
            this.errors = errors;
        }

        @Public
        @RequestMapping("/error")
        @Nullable
        ResponseEntity<ErrorDto> error(HttpServletRequest request) throws Exception {
            Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            if (thrown instanceof IOException failure && status instanceof Integer code && code < 500) {
                // Tomcat could not read the request to its end and has set the status itself.
                return errors.refused(
                        SlowCallerLimit.isCrowded(failure)
                                ? ApiException.overloaded(Overload.CALLERS)
                                : RequestBodyReader.incomplete());
            }
            if (thrown instanceof Exception exception) {
                return errors.failed(exception, request);
            }
            return errors.refused(
                    status instanceof Integer code && code < 500
                            ? ApiException.field(
                                    ErrorCode.INVALID_VALUE,
                                    "request",
                                    status,
                                    "a request that the API document describes")
                            : ApiException.unexpectedly(RequestIdFilter.of(request)));
        }
    }
}
