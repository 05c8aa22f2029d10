// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chart as Helm renders it, read by classes that refuse members that Kubernetes does not know. */
class HelmChartTest {
    private static final Path CHART = Path.of(System.getProperty("parley.source", ".."), "packaging", "chart")
            .toAbsolutePath();

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "apps/v1 Deployment", Deployment.class,
            "networking.k8s.io/v1 Ingress", Ingress.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class);

    /** Reads without the map in which the model collects unknown members, so that these are errors. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    @Test
    void helmFindsNothingToCriticise() {
        LintResult result = new Helm(CHART).lint().strict().call();
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @Test
    void byDefaultItIsOneNodeOnAVolume() {
        List<HasMetadata> all = rendered(chart -> chart);
        assertThat(all.stream().map(HasMetadata::getKind))
                .containsExactlyInAnyOrder("ServiceAccount", "PersistentVolumeClaim", "Service", "Deployment");
        Deployment deployment = only(all, Deployment.class);
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(only(all, PersistentVolumeClaim.class).getMetadata().getAnnotations())
                .containsEntry("helm.sh/resource-policy", "keep");
        assertThat(container(all).getArgs()).containsExactly("serve");
        assertThat(deployment.getSpec().getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("data"))
                .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
                .containsExactly("test-parley");
    }

    @Test
    void kubernetesAsksForTheHealthThatTheServerTells() {
        Container container = container(rendered(chart -> chart));
        assertThat(path(container.getLivenessProbe())).isEqualTo("/health/live");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/health/ready");
        assertThat(path(container.getStartupProbe())).isEqualTo("/health/live");
    }

    @Test
    void theContainerHasNoRightsThatItDoesNotNeed() {
        List<HasMetadata> all = rendered(chart -> chart);
        var pod = only(all, Deployment.class).getSpec().getTemplate().getSpec();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        var container = container(all).getSecurityContext();
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void severalNodesShareAPostgres() {
        List<HasMetadata> all = rendered(chart ->
                chart.set("replicas", 3).set("postgresql.enabled", true).set("postgresql.secretName", "parley-store"));
        assertThat(all.stream().map(HasMetadata::getKind))
                .containsExactlyInAnyOrder("ServiceAccount", "PodDisruptionBudget", "Service", "Deployment");
        Deployment deployment = only(all, Deployment.class);
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(container(all).getEnv()).anySatisfy(variable -> {
            assertThat(variable.getName()).isEqualTo("PARLEY_STORE");
            assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo("parley-store");
        });
        assertThat(only(all, PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels()
                        .entrySet())
                .isSubsetOf(deployment
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels()
                        .entrySet());
    }

    @Test
    void everythingTogetherIsValid() {
        List<HasMetadata> all = rendered(chart -> chart.set("replicas", 2)
                .set("postgresql.enabled", true)
                .set("postgresql.secretName", "parley-store")
                .set("ingress.enabled", true)
                .set("ingress.host", "parley.example")
                .set("ingress.tlsSecret", "certificate")
                .set("ingress.className", "nginx")
                .set("metrics.enabled", true)
                .set("metrics.serviceMonitor.enabled", true)
                .set("storeMemory", "1g")
                .set("javaOptions", "-XX:+UseZGC")
                .set("options[0]", "--trusted-proxies=10.0.0.0/8")
                .set("podAnnotations.a", "b")
                .set("podLabels.c", "d")
                .set("nodeSelector.disk", "fast")
                .set("imagePullSecrets[0].name", "registry"));
        assertThat(container(all).getArgs())
                .containsExactly(
                        "serve",
                        "--address=https://parley.example",
                        "--metrics-port=9464",
                        "--metrics-host=0.0.0.0",
                        "--trusted-proxies=10.0.0.0/8");
        assertThat(only(all, Ingress.class).getSpec().getTls().getFirst().getSecretName())
                .isEqualTo("certificate");
        Service metrics = all.stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .filter(service -> service.getMetadata().getName().endsWith("-metrics"))
                .findFirst()
                .orElseThrow();
        assertThat(only(all, ServiceMonitor.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels()
                        .entrySet())
                .isSubsetOf(metrics.getMetadata().getLabels().entrySet());
    }

    @Test
    void severalNodesWithoutADatabaseAreRefused() {
        assertThatThrownBy(() -> rendered(chart -> chart.set("replicas", 2)))
                .hasMessageContaining("several nodes need a PostgreSQL");
    }

    @Test
    void aValueThatTheChartDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> rendered(chart -> chart.set("replica", 2))).hasMessageContaining("replica");
    }

    @Test
    void theReaderRefusesMembersThatKubernetesDoesNotKnow() {
        Map<String, Object> service = Map.of("apiVersion", "v1", "kind", "Service", "spec", Map.of("prots", List.of()));
        assertThatThrownBy(() -> STRICT.convertValue(service, Service.class)).hasMessageContaining("prots");
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }

    private static Container container(List<HasMetadata> all) {
        return only(all, Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private static <T extends HasMetadata> T only(List<HasMetadata> all, Class<T> kind) {
        List<T> found = all.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).as(kind.getSimpleName()).hasSize(1);
        return found.getFirst();
    }

    private static List<HasMetadata> rendered(UnaryOperator<TemplateCommand> values) {
        String manifests = values.apply(
                        new Helm(CHART).template().withName("test").withNamespace("bots"))
                .call();
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<HasMetadata> all = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(manifests)) {
            if (document instanceof Map<?, ?> manifest) {
                String kind = manifest.get("apiVersion") + " " + manifest.get("kind");
                assertThat(KINDS).containsKey(kind);
                all.add(STRICT.convertValue(manifest, KINDS.get(kind)));
            }
        }
        return all;
    }
}
