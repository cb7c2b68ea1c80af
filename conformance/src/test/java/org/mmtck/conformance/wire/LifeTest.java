package org.mmtck.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;

/** How a subject starts and how it ends. */
@Epic("Conformance kit")
@Feature("Wire protocol: start and end")
class LifeTest {
    private static final WireLimits PATIENT = new WireLimits(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60), 4096, WireLimits.DEFAULTS.window());
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final MachineShape SHAPE = new MachineShape(8, 3);

    /** Starts a subject that cannot be ended politely, says its process id, and waits. */
    static final class KitThatIsToldToEnd {
        private KitThatIsToldToEnd() {}

        public static void main(String[] args) throws IOException {
            try (StdioSubject subject = StdioSubject.start(NaughtySubject.command("ignores-quit"), PATIENT)) {
                System.out.println(subject.handle().pid());
                int end = System.in.read();
                assert end < 0 : end;
            }
        }
    }

    /** When the subject dies, the system no longer knows that the child was its child; only the mark tells. */
    @Test
    void whatADeadSubjectStartedInTheMiddleIsEndedToo(@TempDir Path dir) throws Exception {
        Path pid = dir.resolve("pid");
        String script = "read l; printf 'mmtck 1\\nname forks\\nprofile buddy\\nready\\n'; read l; echo ok; read l;"
                + " sleep 600 <&- >&- 2>&- & echo $! > '" + pid + "'; kill -9 $$";
        StdioSubject subject = StdioSubject.start(List.of("/bin/sh", "-c", script), PATIENT);
        subject.reset(SHAPE);
        assertThatThrownBy(() -> subject.apply(new Operation.Alloc(0)))
                .isInstanceOf(SubjectException.class)
                .hasMessageContaining("killed by signal 9");
        subject.close();
        Optional<ProcessHandle> child =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).trim()));
        child.ifPresent(Processes::assertGone);
    }

    @Test
    void whatTheKitDoesNotKnowIsIgnoredWithANote() {
        StdioSubject subject = StdioSubject.start(NaughtySubject.command("from-the-future"), PATIENT);
        subject.close();
        assertThat(subject.info().name()).isEqualTo("naughty");
        assertThat(subject.info().profiles()).containsExactly(Profile.BUDDY);
        assertThat(subject.info().capabilities()).isEmpty();
        assertThat(subject.largestShape()).isEqualTo(new MachineShape(64, 3));
        assertThat(subject.notes())
                .containsExactly(
                        "line 4 of the conversation: this kit does not know the line 'colour' and ignores it",
                        "line 5 of the conversation: this kit does not know the profile 'hugetlb' and ignores it",
                        "line 6 of the conversation: this kit does not know the capability 'teleport' and ignores it",
                        "line 7 of the conversation: this kit does not know the limit 'colours' and ignores it");
    }

    @Test
    void whatASubjectDoesNotClaimOrCannotDoIsNotAskedOfIt() {
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command("from-the-future"), PATIENT)) {
            assertThatThrownBy(() -> subject.reset(new MachineShape(65, 3)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(subject::freePages).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> subject.apply(new Operation.Free(-1, 0)))
                    .isInstanceOf(IllegalArgumentException.class);
            subject.reset(SHAPE);
            assertThat(subject.apply(new Operation.Alloc(0))).isEqualTo(new Reply.Block(0));
        }
    }

    @Test
    void aGoodSubjectEndsWithoutANote() {
        StdioSubject subject = StdioSubject.start(NaughtySubject.command("good"), PATIENT);
        assertThat(subject.info().capabilities()).containsExactlyInAnyOrder(Capability.COUNTERS, Capability.SNAPSHOT);
        subject.reset(SHAPE);
        subject.reset(SHAPE);
        assertThat(subject.freePages()).isEqualTo(8);
        subject.reset(SHAPE);
        subject.close();
        assertThat(subject.notes()).isEmpty();
        assertThat(subject.handle().isAlive()).isFalse();
        assertThatThrownBy(() -> subject.reset(SHAPE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsKeptOfASubjectsWordsIsBounded() {
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command("verbose"), PATIENT)) {
            assertThat(subject.info().name()).startsWith("?[31mnnn").hasSize(200);
            assertThat(subject.notes()).hasSize(64);
            subject.reset(SHAPE);
            assertThat(subject.apply(new Operation.Free(0, 0)))
                    .isInstanceOfSatisfying(
                            Reply.Refused.class,
                            refused -> assertThat(refused.why())
                                    .startsWith("?why why")
                                    .hasSizeLessThanOrEqualTo(200));
        }
    }

    @Test
    void linesMayEndAsOnWindows() {
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command("windows-line-ends"), PATIENT)) {
            subject.reset(SHAPE);
            assertThat(subject.apply(new Operation.Alloc(0))).isEqualTo(new Reply.Block(0));
        }
    }

    @Test
    void aSubjectThatDoesNotQuitIsKilled() {
        StdioSubject subject = StdioSubject.start(NaughtySubject.command("ignores-quit"), PATIENT.withQuit(SHORT));
        subject.close();
        assertThat(subject.notes()).containsExactly("the subject did not exit within 250 ms of 'quit' and was killed");
        Processes.assertGone(subject.handle());
    }

    @Test
    void aSubjectThatFailsWhileQuittingIsNoted() {
        StdioSubject subject = StdioSubject.start(NaughtySubject.command("fails-at-quit"), PATIENT);
        subject.close();
        assertThat(subject.notes())
                .containsExactly("after 'quit' the subject exited with status 7; "
                        + "its last words on stderr: '3 blocks leaked', expected status 0");
    }

    @Test
    void aLineAfterTheLastReplyIsNoted() {
        StdioSubject subject = StdioSubject.start(NaughtySubject.command("speaks-at-quit"), PATIENT);
        subject.close();
        assertThat(subject.notes())
                .containsExactly(
                        "after the last reply (line 6 of the conversation) 'bye' came although nothing was asked");
    }

    @Test
    void whatASubjectStartedEndsWithIt() {
        StdioSubject subject = StdioSubject.start(NaughtySubject.command("starts-a-child"), PATIENT);
        List<ProcessHandle> children = subject.handle().descendants().toList();
        assertThat(children).hasSize(1);
        subject.close();
        assertThat(subject.notes()).containsExactly("the subject left 1 process(es) behind, which were killed");
        Processes.assertGone(subject.handle());
        children.forEach(Processes::assertGone);
    }

    @Test
    void whatOutlivesASubjectIsKilledToo() {
        String script = "read hello; echo mmtck 1; echo name sh; echo profile buddy; sleep 600 & echo ready;"
                + "read reset; echo ok; read alloc; exit 3";
        WireLimits limits = PATIENT.withQuit(SHORT);
        try (StdioSubject subject = StdioSubject.start(List.of("sh", "-c", script), limits)) {
            List<ProcessHandle> children = subject.handle().descendants().toList();
            assertThat(children).hasSize(1);
            subject.reset(SHAPE);
            assertThatThrownBy(() -> subject.apply(new Operation.Alloc(0)))
                    .isInstanceOf(SubjectException.class)
                    .hasMessage(
                            "line 9 of the conversation: sent 'alloc 0', expected 'block PFN', 'none' or 'refused WHY', "
                                    + "but the subject exited with status 3 "
                                    + "(something that it started still holds its stdout)");
            children.forEach(Processes::assertGone);
        }
    }

    @Test
    void aSignalIsNamed() {
        assertThatThrownBy(() -> StdioSubject.start(List.of("sh", "-c", "read hello; kill -SEGV $$"), PATIENT))
                .isInstanceOf(SubjectException.class)
                .hasMessageEndingWith("but the subject was killed by signal 11 (SIGSEGV)");
    }

    @Test
    void anInterruptEndsTheSubjectAndIsKept() {
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command("hangs"), PATIENT)) {
            subject.reset(SHAPE);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> subject.apply(new Operation.Alloc(0)))
                    .isInstanceOf(SubjectException.class)
                    .hasMessageContaining("the kit was interrupted while it waited for the reply to");
            assertThat(Thread.interrupted()).isTrue();
            Processes.assertGone(subject.handle());
        }
    }

    @Test
    void noSubjectOutlivesAKitThatIsToldToEnd() throws Exception {
        Process kit = new ProcessBuilder(NaughtySubject.java(KitThatIsToldToEnd.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = kit.inputReader(StandardCharsets.US_ASCII)) {
            Optional<ProcessHandle> subject = ProcessHandle.of(Long.parseLong(said.readLine()));
            assertThat(subject).isPresent();
            assertThat(Processes.runs(subject.get())).isTrue();
            kit.destroy();
            assertThat(kit.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Processes.assertGone(subject.get());
        } finally {
            kit.destroyForcibly();
        }
    }

    @Test
    void whyAProgramCannotBeStartedIsSaid(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "no program");
        Files.createDirectory(directory.resolve("dir"));
        assertStart(directory, "no-such-program-anywhere", "there is no such program on the PATH");
        assertStart(directory, "notes.txt", "there is no such program on the PATH; did you mean './notes.txt'?");
        assertStart(directory, "./nothing", "there is no such file in '" + directory + "'");
        assertStart(directory, "./dir", "it is a directory, expected an executable file");
        assertStart(directory, "./notes.txt", "it is not executable; try 'chmod +x ./notes.txt'");
        assertThatThrownBy(() -> StdioSubject.start(List.of(), directory, PATIENT))
                .isInstanceOf(SubjectException.class)
                .hasMessage("cannot start the subject: the command is empty, expected a program to run");
        assertThatThrownBy(() -> StdioSubject.start(List.of("./x"), directory.resolve("gone"), PATIENT))
                .isInstanceOf(SubjectException.class)
                .hasMessageContaining("is not a directory");
    }

    private static void assertStart(Path directory, String program, String why) {
        assertThatThrownBy(() -> StdioSubject.start(List.of(program), directory, PATIENT))
                .isInstanceOf(SubjectException.class)
                .hasMessage("cannot start '" + program + "': " + why);
    }
}
