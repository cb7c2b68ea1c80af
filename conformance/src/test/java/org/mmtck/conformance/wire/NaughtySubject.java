package org.mmtck.conformance.wire;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A subject that behaves, except in the one way its argument names. It is a program of its own: it knows the protocol from
 * its page and shares no code with the kit.
 */
final class NaughtySubject {
    private final String mode;
    /** Fully buffered, as stdout on a pipe is in most languages. */
    private final PrintStream out = new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);

    private NaughtySubject(String mode) {
        this.mode = mode;
    }

    /** The command that starts it in a mode. */
    static List<String> command(String mode) {
        return java(NaughtySubject.class, mode);
    }

    /** The command that starts a main class of the tests in a JVM of its own, which starts fast. */
    static List<String> java(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    public static void main(String[] args) throws IOException {
        new NaughtySubject(args[0]).talk();
    }

    private void talk() throws IOException {
        atStart();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
            answer(line.split(" ")[0]);
            out.flush();
        }
        atQuit();
    }

    private void atStart() throws IOException {
        switch (mode) {
            case "dies-at-start" -> {
                System.err.println("opening the pool");
                System.err.println("no pool");
                System.exit(3);
            }
            case "prints-a-banner" -> say("Welcome to my allocator!");
            case "hangs-at-start" -> hang();
            case "starts-a-child" ->
                new ProcessBuilder("sleep", "600").inheritIO().start();
            default -> {}
        }
    }

    private void atQuit() {
        switch (mode) {
            case "ignores-quit" -> hang();
            case "fails-at-quit" -> {
                System.err.println("3 blocks leaked");
                System.exit(7);
            }
            case "speaks-at-quit" -> say("bye");
            default -> {}
        }
        out.flush();
    }

    private void answer(String verb) {
        switch (verb) {
            case "mmtck" -> hello();
            case "reset" -> reset();
            case "alloc" -> alloc();
            case "free" -> free();
            case "counters" -> say(mode.equals("lies-about-counters") ? "error no counters here" : "counters free 8");
            case "snapshot" -> snapshot();
            default -> say("error what is " + verb);
        }
    }

    private void hello() {
        switch (mode) {
            case "other-version" -> say("mmtck 2");
            case "never-ready" -> say("mmtck 1", "name naughty");
            case "nameless" -> say("mmtck 1", "profile buddy", "ready");
            case "without-profile" -> say("mmtck 1", "name naughty", "ready");
            case "limit-not-a-number" -> say("mmtck 1", "name naughty", "limit pages many");
            case "gives-up-in-handshake" -> say("mmtck 1", "error no memory for tables");
            case "talks-on-and-on" -> {
                say("mmtck 1");
                for (int i = 0; i < 1000; i++) {
                    say("colour " + i);
                }
            }
            case "from-the-future" ->
                say(
                        "mmtck 1",
                        "name naughty",
                        "colour red",
                        "profile buddy hugetlb",
                        "capability teleport",
                        "limit colours 3",
                        "limit pages 64",
                        "limit order 3",
                        "ready");
            case "verbose" ->
                say("mmtck 1", "name \u001b[31m" + "n".repeat(1000), "profile buddy" + " x".repeat(1000), "ready");
            default -> say("mmtck 1", "name naughty", "profile buddy", "capability counters snapshot", "ready");
        }
    }

    private void reset() {
        switch (mode) {
            case "refuses-reset" -> say("refused too many pages");
            case "hangs" -> hang();
            case "forgets-to-flush" -> {
                say("ok");
                hang();
            }
            default -> say("ok");
        }
    }

    private void alloc() {
        switch (mode) {
            case "dies" -> {
                System.err.println("list corrupted");
                System.exit(3);
            }
            case "dies-in-a-line" -> {
                out.print("blo");
                out.flush();
                System.exit(0);
            }
            case "closes-stdout" -> {
                out.close();
                hang();
            }
            case "garbage" -> say("hello, world");
            case "binary" -> say("\u0001\u0002\u007f");
            case "empty-line" -> say("");
            case "pfn-not-a-number" -> say("block five");
            case "pfn-negative" -> say("block -3");
            case "pfn-too-large" -> say("block 18446744073709551615");
            case "pfn-of-19-digits" -> say("block 1000000000000000000");
            case "pfn-missing" -> say("block");
            case "too-much" -> say("block 0 2");
            case "gives-up" -> say("error out of luck");
            case "answers-twice" -> say("block 0", "block 0");
            case "chatters" -> say("debug: splitting", "block 0");
            case "floods-a-line" -> flood("x".repeat(1024));
            case "floods-lines" -> flood("block 0\n".repeat(128));
            case "floods-stderr" -> {
                for (int i = 0; i < 20_000; i++) {
                    System.err.println("log line " + i + " " + "x".repeat(100));
                }
                say("block 0");
            }
            case "windows-line-ends" -> out.print("block 0\r\n");
            default -> say("block 0");
        }
    }

    private void free() {
        switch (mode) {
            case "answers-free-like-alloc" -> say("block 0");
            case "verbose" -> say("refused \t" + "why ".repeat(500));
            default -> say("ok");
        }
    }

    private void snapshot() {
        switch (mode) {
            case "snapshot-malformed" -> say("snapshot 0:2 banana");
            case "snapshot-order-too-large" -> say("snapshot 0:63");
            case "snapshot-too-long" -> say("snapshot" + " 1234567:10".repeat(1000));
            default -> say("snapshot 0:2 4:2");
        }
    }

    private void flood(String text) {
        while (!out.checkError()) {
            out.print(text);
        }
    }

    private void say(String... lines) {
        for (String line : lines) {
            out.print(line + "\n");
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
