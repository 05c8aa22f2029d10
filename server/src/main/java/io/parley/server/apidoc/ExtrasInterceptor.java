// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import io.parley.server.http.Extras;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Interceptor that decides for each call whether its answer has {@link Extras}. */
@Configuration(proxyBeanMethods = false)
class ExtrasInterceptor implements WebMvcConfigurer, HandlerInterceptor {
    /** After the interceptor that identifies the caller: an unknown caller learns nothing else. */
    private static final int PLACE = 1;

    private final PublishedApiDocument document;

    ExtrasInterceptor(PublishedApiDocument document) {
        this.document = document;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(PLACE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        @Nullable Object template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Extras.decide(request, template != null && document.isInContract(request.getMethod(), template.toString()));
        return true;
    }
}
