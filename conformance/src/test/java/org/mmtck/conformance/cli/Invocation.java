package org.mmtck.conformance.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * What one command line answered.
 *
 * @param exit the exit code
 * @param out all of its standard output
 * @param err all of its standard error
 */
record Invocation(int exit, String out, String err) {

    /** Runs {@code mmtck} in this process. */
    static Invocation of(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(words);
        line.getOut().flush();
        line.getErr().flush();
        return new Invocation(exit, out.toString(), err.toString());
    }

    /** The lines of the verdict table, without blanks at their ends. */
    List<String> verdicts() {
        return out.lines()
                .filter(line -> line.matches("[A-Z]+-\\d+[a-z]? +[A-Z-]+ .*"))
                .map(String::stripTrailing)
                .toList();
    }
}
