// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import io.parley.server.fixture.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Output of the server's log with its real configuration. */
class LogFormatTest {
    private static final Map<String, String> OF_A_REQUEST = Map.of("request", "0a1b");
    private static final String AWKWARD = "said \"no\" to\n«{}»\t\\ и \u0001";

    @Test
    void textNamesTheRequestOrTheTaskThatALineIsAbout() {
        LoggerContext text = configured("text");
        assertThat(line(text, Map.of(), null))
                .matches("\\S+T\\S+ WARN  ApiExceptionHandler " + java.util.regex.Pattern.quote(AWKWARD) + "\n");
        assertThat(line(text, OF_A_REQUEST, null)).contains(" WARN  ApiExceptionHandler [0a1b] said ");
        assertThat(line(text, Map.of("task", "t-1"), null)).contains(" WARN  ApiExceptionHandler [t-1] said ");
    }

    @Test
    void jsonIsAnObjectALine() {
        LoggerContext json = configured("json");
        String line = line(
                json, OF_A_REQUEST, new IllegalStateException("with\na reason", new RuntimeException("behind it")));
        assertThat(line).endsWith("\n");
        assertThat(line.strip()).doesNotContain("\n");
        JsonNode object = Json.read(line);
        assertThat(object.propertyNames())
                .containsExactlyInAnyOrder(
                        "timestamp", "level", "threadName", "loggerName", "mdc", "formattedMessage", "throwable");
        assertThat(object.path("level").asString()).isEqualTo("WARN");
        assertThat(object.path("loggerName").asString()).isEqualTo("io.parley.server.http.ApiExceptionHandler");
        assertThat(object.path("mdc").path("request").asString()).isEqualTo("0a1b");
        assertThat(object.path("formattedMessage").asString()).isEqualTo(AWKWARD);
        assertThat(object.path("throwable").path("message").asString()).isEqualTo("with\na reason");
        assertThat(object.path("throwable").path("cause").path("message").asString())
                .isEqualTo("behind it");
    }

    private static LoggerContext configured(String format) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty(LogOptions.FORMAT, format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .allSatisfy(status -> assertThat(status.getEffectiveLevel())
                        .as(status.toString())
                        .isLessThan(Status.WARN));
        return context;
    }

    private static String line(LoggerContext context, Map<String, String> about, @Nullable Throwable thrown) {
        Logger logger = context.getLogger("io.parley.server.http.ApiExceptionHandler");
        LoggingEvent event = new LoggingEvent(
                LogFormatTest.class.getName(), logger, Level.WARN, "{}", thrown, new Object[] {AWKWARD});
        event.setMDCPropertyMap(about);
        return new String(encoder(context).encode(event), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // The console's appender processes ILoggingEvent.
    private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
        return ((OutputStreamAppender<ILoggingEvent>)
                        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console"))
                .getEncoder();
    }
}
