package org.mmtck.conformance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Four rooms, one direction; and in the reference, one small place that knows of threads. */
final class HouseRules {
    private static final String SPEC = "org.mmtck.spec..";
    private static final String IMPL = "org.mmtck.impl..";
    private static final String REPORTS = "org.mmtck.reports..";
    private static final String CONFORMANCE = "org.mmtck.conformance..";
    private static final String SEAM = "org.mmtck.impl.seam..";

    static final ArchRule SPEC_KNOWS_NOBODY =
            mustNotKnow(SPEC, IMPL, REPORTS, CONFORMANCE).because("what must hold cannot depend on who is held to it");

    static final ArchRule IMPL_KNOWS_SPEC_ONLY =
            mustNotKnow(IMPL, REPORTS, CONFORMANCE).because("the reference is one subject among others");

    static final ArchRule REPORTS_KNOW_SPEC_ONLY =
            mustNotKnow(REPORTS, IMPL, CONFORMANCE).because("a report renders what was found and finds nothing itself");

    static final ArchRule NO_CYCLES = slices().matching("org.mmtck.(**)")
            .should()
            .beFreeOfCycles()
            .because("a package that is one concept can be read before those that use it");

    private static final String WHY_SEAM =
            "a model checker drives locks, atomics and the current CPU through the seam, and can see nothing beside it";

    static final ArchRule THREADS_ONLY_IN_THE_SEAM = noClasses()
            .that()
            .resideInAPackage(IMPL)
            .and()
            .resideOutsideOfPackage(SEAM)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocal.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(VarHandle.class)
            .because(WHY_SEAM);

    static final ArchRule NO_SYNCHRONIZED_METHOD_OUTSIDE_THE_SEAM = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(IMPL)
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(SEAM)
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because(WHY_SEAM);

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("\\bsynchronized\\s*\\(");

    private HouseRules() {}

    private static ClassesShouldConjunction mustNotKnow(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    /**
     * The source files below {@code org/mmtck/impl}, other than the seam's, with a synchronized block. ArchUnit does not see
     * inside methods that far, so this one reads the text.
     *
     * @param sources the folder that holds {@code org}
     */
    static List<Path> synchronizedBlocks(Path sources) {
        Path impl = sources.resolve("org/mmtck/impl");
        try (Stream<Path> files = Files.walk(impl)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(impl.resolve("seam")))
                    .filter(file -> BLOCK.matcher(COMMENT.matcher(text(file)).replaceAll(" "))
                            .find())
                    .map(impl::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + impl, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
