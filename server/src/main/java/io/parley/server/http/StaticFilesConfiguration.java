// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.HttpRequestHandler;
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
                .setUseLastModified(false)
                .setEtagGenerator(ContentTag::of)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                // Spring's cache would mix the codings.
                .resourceChain(false)
                .addResolver(new CompressedFiles())
                .addResolver(new PathResourceResolver());
        registry.addResourceHandler("/", "/" + NOT_API, "/" + NOT_API + "/**")
                .addResourceLocations("classpath:/static/")
                .setUseLastModified(false)
                .setEtagGenerator(ContentTag::of)
                .setCacheControl(CacheControl.noCache())
                // Spring's cache would mix the prefixes of the page.
                .resourceChain(false)
                .addResolver(new CompressedFiles())
                .addResolver(new FileOrPage())
                .addTransformer(PageFile::transform);
    }

    /**
     * Maps the page's addresses that contain an id, and its first one, for which Spring would forward the request. An id may have dots and encoded slashes, which the names of files have not. A functional route would
     * parse the headers of every request, and fail on a {@code Content-Type} that is none.
     */
    @Bean
    static SimpleUrlHandlerMapping pagesOfIds() {
        HttpRequestHandler page = new PageFile();
        SimpleUrlHandlerMapping mapping =
                new SimpleUrlHandlerMapping(Map.of("/", page, "/clients/*/*", page, "/experiments/*", page), 1);
        mapping.setPatternParser(PathPatternParser.defaultInstance);
        return mapping;
    }

    /** A file where there is one; the page for an address without a file's ending. */
    private static final class FileOrPage extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = path.isEmpty() ? null : super.getResource(path, location);
            return file == null && !path.contains(".") ? PageFile.FILE : file;
        }
    }
}
