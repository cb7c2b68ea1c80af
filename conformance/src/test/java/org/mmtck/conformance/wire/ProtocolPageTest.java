package org.mmtck.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;

/** What docs/protocol.md promises is what happens. */
@Epic("Conformance kit")
@Feature("Wire protocol: its page")
class ProtocolPageTest {
    private static final Path PAGE = CExamples.ROOT.resolve("docs").resolve("protocol.md");

    @Test
    void theSessionOnThePageCanBeTyped(@TempDir Path directory) throws Exception {
        List<String> lines = Files.readAllLines(PAGE);
        List<String> session = lines.subList(lines.indexOf("```") + 1, lines.lastIndexOf("```"));
        Path program = CExamples.compile(CExamples.SOURCES.resolve("buddy_right.c"), directory);
        Process process = new ProcessBuilder(program.toString()).start();
        process.getOutputStream().write(marked(session, "> ").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        String replies = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(replies).isEqualTo(marked(session, "< ")).contains("snapshot 0:3\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void thePageKnowsEveryProfileAndCapability() throws IOException {
        String page = Files.readString(PAGE);
        for (Capability capability : Capability.values()) {
            assertThat(page).contains("`" + capability.word() + "`");
        }
        for (Profile profile : Profile.values()) {
            assertThat(profile == Profile.TRACE || page.contains("`" + profile.word() + "`"))
                    .as(profile.word())
                    .isTrue();
        }
    }

    @Test
    void thePageStatesTheLimitsThatHold() throws IOException {
        WireLimits limits = WireLimits.DEFAULTS;
        assertThat(Files.readString(PAGE))
                .contains("up to " + limits.window() + " requests")
                .contains("nothing came within " + limits.reply().toSeconds() + " s")
                .contains("more than " + limits.maxLineBytes() + " bytes without a line end came")
                .contains("did not exit within " + limits.quit().toMillis() + " ms of 'quit'")
                .contains("at most " + ReplyParser.MAX_DIGITS + " digits")
                .contains(Conversation.STDERR_HINT);
    }

    private static String marked(List<String> session, String mark) {
        return String.join(
                "",
                session.stream()
                        .filter(line -> line.startsWith(mark))
                        .map(line -> line.substring(mark.length()) + "\n")
                        .toList());
    }
}
