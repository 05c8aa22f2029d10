// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.server.http.Public;
import io.parley.server.http.SlowCallerLimit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Interceptor that rejects calls without the permission of their {@link RequiresPermission}, and passes the {@link Principal} to the
 * handler.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationInterceptor implements WebMvcConfigurer, HandlerInterceptor, HandlerMethodArgumentResolver {
    private static final String CALLER = Principal.class.getName();

    private final Authenticator callers;
    private final RateLimiter rate;

    AuthorizationInterceptor(Authenticator callers, RateLimiter rate) {
        this.callers = callers;
        this.rate = rate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // An asynchronous call is dispatched a second time with its result.
        if (handler instanceof HandlerMethod call
                && call.getBeanType().getPackageName().startsWith("io.parley")
                && request.getAttribute(CALLER) == null
                && !call.hasMethodAnnotation(Public.class)) {
            RequiresPermission needs = call.getMethodAnnotation(RequiresPermission.class);
            if (needs == null) {
                throw new IllegalStateException(call + " says neither what it needs nor that it is open");
            }
            Principal caller = callers.identify(request);
            if (!caller.permissions().contains(needs.value())) {
                throw ApiException.because(ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
            }
            if (needs.value() != Permission.INGEST) {
                rate.count(TokenSecrets.hash(Authenticator.secret(request)));
            }
            request.setAttribute(CALLER, caller);
            SlowCallerLimit.identified(request);
        }
        return true;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Principal.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return request.getAttribute(CALLER, NativeWebRequest.SCOPE_REQUEST);
    }
}
