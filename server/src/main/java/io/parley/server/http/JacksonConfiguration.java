// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.core.log.RawJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Formats of responses: null members are omitted, times are UTC with milliseconds, stored JSON is unchanged. */
@Configuration(proxyBeanMethods = false)
public class JacksonConfiguration implements WebMvcConfigurer {
    /** The contract's format, {@code 2021-02-14T21:00:00.234Z}. */
    public static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Ignores the header {@code Accept}, which may have any value: the format of a response does not depend on it. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
    }

    @Bean
    JsonMapperBuilderCustomizer jsonForms() {
        SimpleModule forms = new SimpleModule("parley")
                .addSerializer(Instant.class, new ValueSerializer<Instant>() {
                    @Override
                    public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
                        out.writeString(TIME.format(time));
                    }
                })
                .addSerializer(RawJson.class, new ValueSerializer<RawJson>() {
                    @Override
                    public void serialize(RawJson json, JsonGenerator out, SerializationContext context) {
                        out.writeRawValue(json.text());
                    }
                });
        return builder -> builder.addModule(forms)
                // Without it, answers in a view would lack all members but those of the view.
                .enable(MapperFeature.DEFAULT_VIEW_INCLUSION)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
    }
}
