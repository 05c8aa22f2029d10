// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.resource.PathResourceResolver;

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
     * The page, for its addresses with an id in them: an id may have dots, and encoded slashes, which no file's name here has.
     */
    @Bean
    static RouterFunction<ServerResponse> pagesOfIds() {
        return RouterFunctions.route()
                .GET("/clients/{bot}/{client}", request -> page())
                .GET("/experiments/{key}", request -> page())
                .build();
    }

    private static ServerResponse page() {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .body(FileOrPage.PAGE);
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
