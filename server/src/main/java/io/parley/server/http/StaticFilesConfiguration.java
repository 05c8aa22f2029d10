// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.util.pattern.PathPatternParser;

/** Serves the page's files, and the page itself for every path of its client-side routes. */
@Configuration(proxyBeanMethods = false)
class StaticFilesConfiguration implements WebMvcConfigurer {
    /** Pattern for paths outside the API, so that a wrong path of the API leads to an error and not to the page. */
    private static final String NOT_API = "{first:^(?!api$|restapi$|reporter$|health$).*$}";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Names of assets contain a hash of their content.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/", "/" + NOT_API, "/" + NOT_API + "/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new FileOrPage());
    }

    /**
     * Maps the page's addresses that contain an id. An id may have dots and encoded slashes, which the names of files have not. A functional route would
     * parse the headers of every request, and fail on a {@code Content-Type} that is none.
     */
    @Bean
    static SimpleUrlHandlerMapping pagesOfIds() {
        HttpRequestHandler page = StaticFilesConfiguration::sendPage;
        SimpleUrlHandlerMapping mapping =
                new SimpleUrlHandlerMapping(Map.of("/clients/*/*", page, "/experiments/*", page), 1);
        mapping.setPatternParser(PathPatternParser.defaultInstance);
        return mapping;
    }

    private static void sendPage(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("GET", "HEAD"));
        }
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().getHeaderValue());
        response.setContentLengthLong(FileOrPage.PAGE.contentLength());
        FileOrPage.PAGE.getInputStream().transferTo(response.getOutputStream());
    }

    /** A file where there is one; the page for an address without a file's ending. */
    private static final class FileOrPage extends PathResourceResolver {
        private static final Resource PAGE = new ClassPathResource("static/index.html");

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = path.isEmpty() ? null : super.getResource(path, location);
            return file == null && !path.contains(".") ? PAGE : file;
        }
    }
}
