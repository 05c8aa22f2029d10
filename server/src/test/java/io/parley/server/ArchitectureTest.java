// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.parley.store.Store;

/** Dependencies between modules and packages have one direction. */
@AnalyzeClasses(
        packages = "io.parley",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoJarsOfTests.class})
class ArchitectureTest {
    private static final String[] WEB = {"jakarta.servlet..", "org.springframework.web.."};
    private static final String[] DATABASE = {"org.jooq..", "java.sql.."};

    @ArchTest
    static final ArchRule jsonPathsNeedNoLibraryButTheOneOfRegularExpressions = classes()
            .that()
            .resideInAPackage("io.parley.jsonpath..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.parley.jsonpath..", "java..", "org.jspecify..", "com.google.re2j..");

    @ArchTest
    static final ArchRule coreAndDemoKnowNothingOfStoreServerOrFrameworks = noClasses()
            .that()
            .resideInAnyPackage("io.parley.core..", "io.parley.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.parley.store..",
                    "io.parley.server..",
                    "org.springframework..",
                    "jakarta..",
                    "org.jooq..",
                    "java.sql..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule onlyTheCommandLineUsesTheDemo = noClasses()
            .that()
            .resideOutsideOfPackages("io.parley.demo..", "io.parley.server.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parley.demo..");

    @ArchTest
    static final ArchRule theStoreKnowsNothingOfTheServerOrTheWeb = noClasses()
            .that()
            .resideInAPackage("io.parley.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.parley.server..", "org.springframework..", "jakarta..", "java.net.http..");

    @ArchTest
    static final ArchRule theServerReachesTheDatabaseThroughTheStoreOnly = noClasses()
            .that()
            .resideInAPackage("io.parley.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASE);

    @ArchTest
    static final ArchRule classesOfTheServerTakeRolesOfTheStoreAndNotTheStore = noClasses()
            .that()
            .resideInAPackage("io.parley.server..")
            .and()
            .resideOutsideOfPackage("io.parley.server.cli..")
            .and(DescribedPredicate.not(
                    JavaClass.Predicates.belongToAnyOf(ServerApplication.class, StoreConfiguration.class)))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Store.class);

    @ArchTest
    static final ArchRule tasksKnowNoneOfTheFeaturesThatAddKindsOfTask = noClasses()
            .that()
            .resideInAPackage("io.parley.server.task..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.parley.server.(*)..")
                    .and(JavaClass.Predicates.resideOutsideOfPackage("io.parley.server.task..")));

    @ArchTest
    static final ArchRule reportsKnowNothingOfRetention = noClasses()
            .that()
            .resideInAPackage("io.parley.server.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parley.server.retention..");

    @ArchTest
    static final ArchRule retentionKnowsNothingOfReports = noClasses()
            .that()
            .resideInAPackage("io.parley.server.retention..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parley.server.report..");

    @ArchTest
    static final ArchRule noClassSpeaksHttpAndSql =
            noClasses().that(dependOn(WEB)).should().dependOnClassesThat().resideInAnyPackage(DATABASE);

    @ArchTest
    static final ArchRule packagesOfTheServerAreFreeOfCycles =
            slices().matching("io.parley.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheStoreAreFreeOfCycles =
            slices().matching("io.parley.store.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheCoreAreFreeOfCycles =
            slices().matching("io.parley.core.(*)..").should().beFreeOfCycles();

    private static DescribedPredicate<JavaClass> dependOn(String... packages) {
        DescribedPredicate<JavaClass> there = JavaClass.Predicates.resideInAnyPackage(packages);
        return DescribedPredicate.describe(
                "depend on " + String.join(", ", packages),
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> there.test(dependency.getTargetClass())));
    }

    /** Excludes the test jars of our modules, which are on the class path in a full build. */
    static final class NoJarsOfTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
