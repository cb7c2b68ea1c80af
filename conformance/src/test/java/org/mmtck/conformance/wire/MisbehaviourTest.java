package org.mmtck.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;

/** Subjects that misbehave: each is named in one sentence, and none is left running. */
@Epic("Conformance kit")
@Feature("Wire protocol: bad subjects")
class MisbehaviourTest {
    private static final MachineShape SHAPE = new MachineShape(8, 3);
    private static final Operation ALLOC = new Operation.Alloc(2);

    /** Long for everything that a subject does do, so that a slow machine changes nothing. */
    private static final WireLimits PATIENT = new WireLimits(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60), 4096, WireLimits.DEFAULTS.window());

    /** Short where the subject never does what is waited for. */
    private static final Duration SHORT = Duration.ofMillis(250);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            prints-a-banner       | line 2 of the conversation: sent 'mmtck 1', expected 'mmtck 1', but 'Welcome to my allocator!' came: only replies go to stdout; if this is a log line, did you mean stderr?
            other-version         | line 2 of the conversation: sent 'mmtck 1', expected 'mmtck 1', but 'mmtck 2' came: this kit speaks version 1 of the protocol only
            nameless              | line 4 of the conversation: sent 'mmtck 1', expected MORE, but 'ready' came: it has not said its name, expected a line like 'name my_alloc 0.1' before
            without-profile       | line 4 of the conversation: sent 'mmtck 1', expected MORE, but 'ready' came: it claims no profile that this kit knows, expected a line like 'profile buddy' before
            limit-not-a-number    | line 4 of the conversation: sent 'mmtck 1', expected MORE, but 'limit pages many' came: 'many' is not an unsigned decimal number of at most 18 digits
            gives-up-in-handshake | line 3 of the conversation: sent 'mmtck 1', expected MORE, but 'error no memory for tables' came: the subject gave up
            talks-on-and-on       | line 66 of the conversation: sent 'mmtck 1', expected 'ready' after at most 64 lines, but 'colour 63' came: only replies go to stdout; if this is a log line, did you mean stderr?
            dies-at-start         | line 2 of the conversation: sent 'mmtck 1', expected 'mmtck 1', but the subject exited with status 3; its last words on stderr: 'opening the pool' / 'no pool'
            """)
    void isNamedDuringTheHandshake(String mode, String sentence) {
        assertThatThrownBy(() -> StdioSubject.start(NaughtySubject.command(mode), PATIENT))
                .isInstanceOf(SubjectException.class)
                .hasMessage(
                        sentence.replace("MORE", "'name', 'profile', 'capability', 'limit' or, at the end, 'ready'"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            hangs-at-start | line 2 of the conversation: sent 'mmtck 1', expected 'mmtck 1'
            """)
    void mayNotHangInTheHandshake(String mode, String beginning) {
        assertThatThrownBy(() -> StdioSubject.start(NaughtySubject.command(mode), PATIENT.withStart(SHORT)))
                .isInstanceOf(SubjectException.class)
                .hasMessage(beginning + ", but nothing came within 250 ms and the subject still runs: "
                        + "does it hang, or does it not flush stdout after each reply (in C: fflush(stdout))?");
    }

    /** The handshake has 6 lines, the reset is line 7, its reply line 8, the alloc line 9: the reply is line 10. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            garbage          | but 'hello, world' came: only replies go to stdout; if this is a log line, did you mean stderr?
            chatters         | but 'debug: splitting' came: only replies go to stdout; if this is a log line, did you mean stderr?
            binary           | but '\\x01\\x02\\x7f' came: only replies go to stdout; if this is a log line, did you mean stderr?
            empty-line       | but '' came: the line is empty
            pfn-not-a-number | but 'block five' came: 'five' is not an unsigned decimal number of at most 18 digits
            pfn-negative     | but 'block -3' came: '-3' is not an unsigned decimal number of at most 18 digits
            pfn-too-large    | but 'block 18446744073709551615' came: '18446744073709551615' is not an unsigned decimal number of at most 18 digits
            pfn-of-19-digits | but 'block 1000000000000000000' came: '1000000000000000000' is not an unsigned decimal number of at most 18 digits
            pfn-missing      | but 'block' came: a number is missing
            too-much         | but 'block 0 2' came: '2' is too much
            gives-up         | but 'error out of luck' came: the subject gave up
            dies             | but the subject exited with status 3; its last words on stderr: 'list corrupted'
            dies-in-a-line   | but 'blo' came without a line end, and then the subject exited with status 0
            """)
    void isNamedInTheMiddle(String mode, String ending) {
        assertBreaksOff(
                mode,
                PATIENT,
                "line 10 of the conversation: sent 'alloc 2', expected 'block PFN', 'none' or 'refused WHY', "
                        + ending);
    }

    /** It hangs at the first request after the handshake, so that nothing it does say has to come in the short time. */
    @ParameterizedTest
    @ValueSource(strings = {"hangs", "forgets-to-flush"})
    void mayNotHangInTheMiddle(String mode) {
        assertBreaksOff(
                mode,
                PATIENT.withReply(SHORT),
                "line 8 of the conversation: sent 'reset pages 8 max_order 3', expected 'ok', "
                        + "but nothing came within 250 ms and the subject still runs: "
                        + "does it hang, or does it not flush stdout after each reply (in C: fflush(stdout))?");
    }

    @Test
    void mayNotForgetTheEndOfALine() {
        String script = "read hello; echo mmtck 1; echo name sh; echo profile buddy; echo ready;"
                + "read reset; printf ok; exec sleep 600";
        List<String> command = List.of("sh", "-c", script);
        try (StdioSubject subject = StdioSubject.start(command, PATIENT.withReply(Duration.ofSeconds(2)))) {
            subject.reset(SHAPE);
            assertThatThrownBy(() -> subject.apply(ALLOC))
                    .isInstanceOf(SubjectException.class)
                    .hasMessageStartingWith("line 7 of the conversation: sent 'reset pages 8 max_order 3', "
                            + "expected 'ok', but only 'ok' without a line end came within 2 s");
        }
    }

    @Test
    void mayNotCloseItsStdout() {
        assertBreaksOff(
                "closes-stdout",
                PATIENT.withQuit(SHORT),
                "line 10 of the conversation: sent 'alloc 2', expected 'block PFN', 'none' or 'refused WHY', "
                        + "but the subject closed its stdout but is still running");
    }

    @Test
    void mayNotFloodItsStdoutWithOneLine() {
        assertBreaksOff(
                "floods-a-line",
                PATIENT,
                "line 10 of the conversation: sent 'alloc 2', expected 'block PFN', 'none' or 'refused WHY', "
                        + "but more than 4096 bytes without a line end came, beginning '" + "x".repeat(80)
                        + "'... (BYTES bytes): only replies go to stdout; if this is a log line, did you mean stderr?");
    }

    @ParameterizedTest
    @CsvSource({"floods-lines", "answers-twice"})
    void mayNotAnswerWhatNobodyAsked(String mode) {
        assertBreaksOff(
                mode,
                PATIENT,
                "line 11 of the conversation: 'block 0' came although every request was answered, "
                        + "expected one line for each request: "
                        + "only replies go to stdout; if this is a log line, did you mean stderr?");
    }

    @Test
    void mayNotAnswerAnotherRequest() {
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command("answers-free-like-alloc"), PATIENT)) {
            subject.reset(SHAPE);
            assertThat(subject.applyAll(List.of(ALLOC, ALLOC))).containsExactly(new Reply.Block(0), new Reply.Block(0));
            assertThatThrownBy(() -> subject.applyAll(List.of(ALLOC, new Operation.Free(0, 2))))
                    .isInstanceOf(SubjectException.class)
                    .hasMessage(
                            "line 16 of the conversation: sent 'free 0 2', expected 'ok' or 'refused WHY', "
                                    + "but 'block 0' came: that answers another request: was one answered twice, or not at all?");
            Processes.assertGone(subject.handle());
        }
    }

    @Test
    void mayNotRefuseAResetItDidNotRuleOut() {
        assertBreaksOff(
                "refuses-reset",
                PATIENT,
                "line 8 of the conversation: sent 'reset pages 8 max_order 3', expected 'ok', "
                        + "but 'refused too many pages' came: "
                        + "what it cannot do belongs into the handshake, as 'limit pages N' or 'limit order N'");
    }

    @Test
    void mayNotClaimCountersItDoesNotHave() {
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command("lies-about-counters"), PATIENT)) {
            subject.reset(SHAPE);
            assertThatThrownBy(subject::freePages)
                    .isInstanceOf(SubjectException.class)
                    .hasMessage("line 10 of the conversation: sent 'counters', expected 'counters free PAGES' "
                            + "(as its handshake claims the capability 'counters'), "
                            + "but 'error no counters here' came: the subject gave up");
            Processes.assertGone(subject.handle());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            snapshot-malformed       | but 'snapshot 0:2 banana' came: 'banana' is not PFN:ORDER, two unsigned decimal numbers
            snapshot-order-too-large | but 'snapshot 0:63' came: '0:63' is not PFN:ORDER with an order of 0..62
            snapshot-too-long        | but more than 4096 bytes without a line end came, beginning 'snapshot
            """)
    void mayNotShowAMalformedSnapshot(String mode, String ending) {
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command(mode), PATIENT)) {
            subject.reset(SHAPE);
            assertThatThrownBy(subject::freeBlocks)
                    .isInstanceOf(SubjectException.class)
                    .hasMessageStartingWith("line 10 of the conversation: sent 'snapshot', expected "
                            + "'snapshot PFN:ORDER PFN:ORDER ...' (as its handshake claims the capability 'snapshot'), "
                            + ending);
            Processes.assertGone(subject.handle());
        }
    }

    @Test
    void mayStopReadingWithoutStoppingTheKit() {
        List<Operation> many = Collections.nCopies(1_000_000, ALLOC);
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command("hangs"), PATIENT.withReply(SHORT))) {
            subject.reset(SHAPE);
            assertThatThrownBy(() -> subject.applyAll(many))
                    .isInstanceOf(SubjectException.class)
                    .hasMessageStartingWith("line 8 of the conversation: sent 'reset pages 8 max_order 3'")
                    .hasMessageContaining("nothing came within 250 ms");
        }
    }

    @Test
    void mayLogAsMuchAsItLikesOnStderr() {
        StdioSubject subject = StdioSubject.start(NaughtySubject.command("floods-stderr"), PATIENT);
        subject.reset(SHAPE);
        assertThat(subject.apply(ALLOC)).isEqualTo(new Reply.Block(0));
        subject.close();
        assertThat(subject.lastWords())
                .hasSize(20)
                .allSatisfy(line -> assertThat(line).startsWith("log line 199").hasSizeLessThanOrEqualTo(200));
    }

    /** Checks the sentence, that every later call repeats it, and that the process is gone at once. */
    private static void assertBreaksOff(String mode, WireLimits limits, String sentence) {
        try (StdioSubject subject = StdioSubject.start(NaughtySubject.command(mode), limits)) {
            subject.reset(SHAPE);
            SubjectException first = catchThrowableOfType(SubjectException.class, () -> subject.apply(ALLOC));
            assertThat(first).isNotNull();
            assertThat(String.valueOf(first.getMessage()).replaceAll("\\(\\d+ bytes\\)", "(BYTES bytes)"))
                    .isEqualTo(sentence);
            Processes.assertGone(subject.handle());
            assertThatThrownBy(() -> subject.apply(ALLOC)).isSameAs(first);
        }
    }
}
