// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A test that takes a {@link TestEngine} and runs on each engine of {@link TestEngine#chosen this run}. It is skipped
 * where the run has none of the test's engines.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("engine")
@ParameterizedTest(allowZeroInvocations = true)
@ArgumentsSource(EachEngine.Chosen.class)
public @interface EachEngine {
    /** The engines of the test. */
    TestEngine[] value() default {TestEngine.DUCKDB, TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES, TestEngine.CITUS};

    /** Provides the test's engines that are part of this run. */
    final class Chosen extends AnnotationBasedArgumentsProvider<EachEngine> {
        @Override
        protected Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context, EachEngine test) {
            return Arrays.stream(test.value())
                    .filter(TestEngine.chosen()::contains)
                    .map(engine -> arguments(engine));
        }
    }
}
