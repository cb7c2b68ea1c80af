package org.mmtck.conformance.check;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.engine.JqwikTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the property class with jqwik on the JUnit platform, inside this JVM, and quietly. */
final class PropertyEngine {
    private PropertyEngine() {}

    /**
     * Runs all properties once.
     *
     * @return how many properties ran
     * @throws IllegalStateException if a property failed by anything but a broken rule: the kit itself is wrong then
     */
    static int run(PropertyContext context) {
        Path folder = temporaryFolder();
        Path database = folder.resolve("database");
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(BuddyProperties.class))
                .configurationParameter("jqwik.database", database.toString())
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
                .configurationParameter("jqwik.edgecases.default", "MIXIN")
                .build();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JqwikTestEngine())
                .build();
        Results results = new Results();
        PropertyContext.enter(context);
        try {
            LauncherFactory.create(config).execute(request, results);
        } finally {
            PropertyContext.leave();
            delete(database);
            delete(folder);
        }
        results.rethrowKitErrors();
        return results.ran;
    }

    /** jqwik insists on a database of former runs; ours starts without one and leaves none. */
    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("mmtck");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary " + file + " cannot be deleted", e);
        }
    }

    /** Counts what ran, and keeps what failed for another reason than a broken rule. */
    private static final class Results implements TestExecutionListener {
        private final List<Throwable> kitErrors = new ArrayList<>();
        private int ran;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                ran++;
            }
            result.getThrowable().filter(t -> !brokenRule(t)).ifPresent(kitErrors::add);
        }

        private static boolean brokenRule(Throwable thrown) {
            for (Throwable t = thrown; t != null; t = t.getCause()) {
                if (t instanceof RuleBroken) {
                    return true;
                }
            }
            return false;
        }

        void rethrowKitErrors() {
            if (!kitErrors.isEmpty()) {
                throw new IllegalStateException("the kit itself failed: " + kitErrors.get(0), kitErrors.get(0));
            }
            if (ran == 0) {
                throw new IllegalStateException("no property ran: the property engine found none");
            }
        }
    }
}
