package org.mmtck.conformance.coverage;

import io.github.classgraph.AnnotationInfo;
import io.github.classgraph.AnnotationInfoList;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads from compiled tests which rules they claim to verify or trip. Nothing is loaded or run: the class files are
 * parsed. A claim made where no test runs (disabled, not a test method, a class the build does not pick up) is a problem,
 * for a rule must not count as verified by something that never ran.
 */
final class TestScan {
    private static final Set<String> TEST = Set.of(
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.api.RepeatedTest",
            "org.junit.jupiter.api.TestFactory",
            "org.junit.jupiter.api.TestTemplate",
            "org.junit.jupiter.params.ParameterizedTest",
            "net.jqwik.api.Property",
            "net.jqwik.api.Example");
    private static final Set<String> DISABLED = Set.of("org.junit.jupiter.api.Disabled", "net.jqwik.api.Disabled");
    private static final Set<String> NESTED = Set.of("org.junit.jupiter.api.Nested", "net.jqwik.api.Group");

    private final List<Claim> claims = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Scans {@code <root>/<module>/target/test-classes} of each module. A folder that is missing or has no class in it is a
     * problem: the module's claims would silently be lost.
     */
    static TestScan of(Path root, List<String> modules) {
        TestScan scan = new TestScan();
        for (String module : modules) {
            Path folder = root.resolve(module).resolve("target").resolve("test-classes");
            if (hasClasses(folder)) {
                scan.read(module, folder);
            } else {
                scan.problems.add("The module " + module + " has no compiled tests: " + module
                        + "/target/test-classes is missing or has no class in it.");
            }
        }
        return scan;
    }

    /** What the tests claim, in the order of modules, classes and methods. */
    List<Claim> claims() {
        return List.copyOf(claims);
    }

    /** What is wrong, one sentence each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private static boolean hasClasses(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".class"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private void read(String module, Path folder) {
        try (ScanResult scan = new ClassGraph()
                .overrideClasspath(folder.toString())
                .enableClassInfo()
                .enableMethodInfo()
                .enableAnnotationInfo()
                .ignoreClassVisibility()
                .ignoreMethodVisibility()
                .scan()) {
            for (ClassInfo type : scan.getAllClasses()) {
                readClass(module, type);
                for (MethodInfo method : type.getDeclaredMethodInfo()) {
                    readMethod(module, type, method);
                }
            }
        }
    }

    private void readClass(String module, ClassInfo type) {
        for (Claim.Kind kind : Claim.Kind.values()) {
            for (String id : ids(kind, type.getAnnotationInfo(), type.getName())) {
                add(new Claim(kind, id, module, type.getName()), type, null);
            }
        }
    }

    private void readMethod(String module, ClassInfo type, MethodInfo method) {
        String test = type.getName() + "." + method.getName();
        for (Claim.Kind kind : Claim.Kind.values()) {
            for (String id : ids(kind, method.getAnnotationInfo(), test)) {
                add(new Claim(kind, id, module, test), type, method);
            }
        }
    }

    private void add(Claim claim, ClassInfo type, @Nullable MethodInfo method) {
        String why = whyNotRun(type, method);
        if (why == null) {
            claims.add(claim);
        } else {
            problems.add(claim.test() + " says that it " + claim.kind().word + " " + claim.id() + ", but " + why + ".");
        }
    }

    private List<String> ids(Claim.Kind kind, AnnotationInfoList annotations, String place) {
        AnnotationInfo annotation = annotations.get(kind.annotation);
        if (annotation == null) {
            return List.of();
        }
        Object[] ids = (Object[]) annotation.getParameterValues().getValue("value");
        if (ids.length == 0) {
            problems.add(place + " says that it " + kind.word + " rules, but names none.");
        }
        return Stream.of(ids).map(String.class::cast).toList();
    }

    /** Why a claim's test is never run, as the end of a sentence; null if it is run. */
    private static @Nullable String whyNotRun(ClassInfo type, @Nullable MethodInfo method) {
        if (method != null && !isTest(method)) {
            return "it is not a test method";
        }
        if (method != null && has(method.getAnnotationInfo(), DISABLED)) {
            return "it is disabled";
        }
        if (method == null && tests(type).isEmpty()) {
            return "it has no test method";
        }
        if (method == null) {
            for (MethodInfo test : tests(type)) {
                if (has(test.getAnnotationInfo(), DISABLED)) {
                    return "its test " + test.getName() + " is disabled";
                }
            }
        }
        List<ClassInfo> hosts = hosts(type);
        if (hosts.isEmpty()) {
            return "no test class that can be instantiated has it";
        }
        for (ClassInfo host : hosts) {
            String why = whyClassNotRun(host);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    /** The tests of a class: its own, the inherited ones and those of its nested test classes. */
    private static List<MethodInfo> tests(ClassInfo type) {
        List<MethodInfo> tests = new ArrayList<>();
        for (MethodInfo method : type.getMethodInfo()) {
            if (isTest(method)) {
                tests.add(method);
            }
        }
        for (ClassInfo inner : type.getInnerClasses()) {
            if (has(inner.getAnnotationInfo(), NESTED)) {
                tests.addAll(tests(inner));
            }
        }
        return tests;
    }

    /** The classes in which the methods of this one run: itself unless abstract, and all that inherit them. */
    private static List<ClassInfo> hosts(ClassInfo type) {
        List<ClassInfo> hosts = new ArrayList<>();
        hosts.add(type);
        hosts.addAll(type.isInterface() ? type.getClassesImplementing() : type.getSubclasses());
        hosts.removeIf(host -> host.isAbstract() || host.isInterface());
        return hosts;
    }

    private static @Nullable String whyClassNotRun(ClassInfo host) {
        List<ClassInfo> around = new ArrayList<>(host.getOuterClasses());
        around.add(host);
        for (ClassInfo type : around) {
            if (has(type.getAnnotationInfo(), DISABLED)) {
                return "the class " + type.getName() + " is disabled";
            }
            if (type.isInnerClass() && !has(type.getAnnotationInfo(), NESTED)) {
                return "the class " + type.getName() + " is nested without @Nested";
            }
        }
        String file = host.getName().replaceFirst("\\$.*", "");
        return file.endsWith("Test") || file.endsWith("Properties")
                ? null
                : "the build runs only classes named *Test or *Properties";
    }

    private static boolean isTest(MethodInfo method) {
        return has(method.getAnnotationInfo(), TEST);
    }

    private static boolean has(AnnotationInfoList annotations, Set<String> names) {
        return annotations.stream().anyMatch(annotation -> names.contains(annotation.getName()));
    }
}
