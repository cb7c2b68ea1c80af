package org.mmtck.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.conformance.subject.SubjectInfo;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;

/** The first lines of a conversation, in which the subject says who it is and what it can do. */
final class Handshake {
    /** What the kit says first, and the subject says back. */
    static final String HELLO = "mmtck 1";

    /** Most lines a handshake may have. */
    static final int MAX_LINES = 64;

    /** Most notes that are kept; a line may hold many words that the kit does not know. */
    static final int MAX_NOTES = 64;

    private static final String MORE = "'name', 'profile', 'capability', 'limit' or, at the end, 'ready'";

    private final Conversation conversation;
    private final Set<Profile> profiles = EnumSet.noneOf(Profile.class);
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private final List<String> notes = new ArrayList<>();
    private @Nullable String name;
    private long pages = MachineShape.MAX_PAGES;
    private int order = MachineShape.MAX_PAGE_ORDER;

    private Handshake(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Greets the subject and listens until it is ready. */
    static Handshake over(Conversation conversation, Duration limit) {
        Handshake handshake = new Handshake(conversation);
        conversation.out().add(HELLO);
        conversation.said();
        conversation.flush();
        conversation.await(HELLO, "'" + HELLO + "'", limit);
        handshake.requireHello(text(conversation));
        for (int line = 0; line < MAX_LINES; line++) {
            conversation.await(HELLO, MORE, limit);
            if (handshake.isReady(text(conversation))) {
                return handshake;
            }
        }
        throw conversation.wrong(HELLO, "'ready' after at most " + MAX_LINES + " lines", Conversation.STDERR_HINT);
    }

    SubjectInfo info() {
        return new SubjectInfo(name == null ? "" : name, profiles, capabilities);
    }

    /** The largest machine that the subject can do. */
    MachineShape largestShape() {
        return new MachineShape(pages, order);
    }

    /** What the kit did not understand and ignored, one sentence each. */
    List<String> notes() {
        return notes;
    }

    private void requireHello(String line) {
        if (line.equals(HELLO)) {
            return;
        }
        String why = line.startsWith("mmtck ") || line.equals("mmtck")
                ? "this kit speaks version 1 of the protocol only"
                : Conversation.STDERR_HINT;
        throw conversation.wrong(HELLO, "'" + HELLO + "'", why);
    }

    /** Takes in one line; true if it was the last. */
    private boolean isReady(String line) {
        String[] words = line.split(" +", 2);
        String rest = words.length < 2 ? "" : words[1].strip();
        switch (words[0]) {
            case "name" -> takeName(rest);
            case "profile" -> takeProfiles(rest);
            case "capability" -> takeCapabilities(rest);
            case "limit" -> takeLimit(rest);
            case "ready" -> requireComplete();
            case "error" -> throw wrong("the subject gave up");
            default -> ignored("line", words[0]);
        }
        return words[0].equals("ready");
    }

    private void takeName(String rest) {
        if (rest.isEmpty()) {
            throw wrong("the name is missing");
        }
        if (name != null) {
            throw wrong("it has said its name before");
        }
        name = Printable.text(rest);
    }

    private void takeProfiles(String rest) {
        for (String word : words(rest)) {
            Optional<Profile> profile = Profile.fromWord(word);
            profile.ifPresentOrElse(profiles::add, () -> ignored("profile", word));
        }
    }

    private void takeCapabilities(String rest) {
        for (String word : words(rest)) {
            Optional<Capability> capability = Capability.fromWord(word);
            capability.ifPresentOrElse(capabilities::add, () -> ignored("capability", word));
        }
    }

    private void takeLimit(String rest) {
        List<String> words = words(rest);
        if (words.size() != 2) {
            throw wrong("a limit is 'limit pages NUMBER' or 'limit order NUMBER'");
        }
        switch (words.get(0)) {
            case "pages" -> pages = limit(words.get(1), 1, MachineShape.MAX_PAGES);
            case "order" -> order = (int) limit(words.get(1), 0, MachineShape.MAX_PAGE_ORDER);
            default -> ignored("limit", words.get(0));
        }
    }

    /** A limit above what the kit asks for is no limit. */
    private long limit(String text, long least, long most) {
        long number;
        try {
            number = ReplyParser.number(text);
        } catch (BadReplyException bad) {
            throw wrong(bad.why());
        }
        if (number < least) {
            throw wrong("with a limit of " + number + " there is nothing to try, expected at least " + least);
        }
        return Math.min(number, most);
    }

    private void requireComplete() {
        if (name == null) {
            throw wrong("it has not said its name, expected a line like 'name my_alloc 0.1' before");
        }
        if (profiles.isEmpty()) {
            throw wrong("it claims no profile that this kit knows, expected a line like 'profile buddy' before");
        }
    }

    private void ignored(String kind, String word) {
        if (notes.size() < MAX_NOTES) {
            notes.add("line " + conversation.lines() + " of the conversation: this kit does not know the " + kind + " '"
                    + Printable.text(word) + "' and ignores it");
        }
    }

    private SubjectException wrong(String why) {
        return conversation.wrong(HELLO, MORE, why);
    }

    private static List<String> words(String rest) {
        return rest.isEmpty() ? List.of() : List.of(rest.split(" +"));
    }

    private static String text(Conversation conversation) {
        LineReader in = conversation.in();
        return new String(in.bytes(), in.from(), in.to() - in.from(), StandardCharsets.UTF_8).strip();
    }
}
