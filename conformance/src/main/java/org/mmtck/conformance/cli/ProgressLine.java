package org.mmtck.conformance.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.CheckProgress;

/** Shows how far a check has come: a bar where a person looks on, one line for each search elsewhere. */
final class ProgressLine implements CheckProgress, AutoCloseable {
    private final PrintWriter err;
    private final boolean person;
    private @Nullable ProgressBar bar;

    private ProgressLine(PrintWriter err, boolean person) {
        this.err = err;
        this.person = person;
    }

    @SuppressWarnings(
            "SystemConsoleNull") // from JDK 22 on a bar may be drawn where nobody looks; it does no harm there
    static ProgressLine on(PrintWriter err) {
        return new ProgressLine(err, System.console() != null);
    }

    @Override
    public void begin(String search, long total) {
        close();
        if (person) {
            bar = new ProgressBarBuilder()
                    .setTaskName(search)
                    .setInitialMax(total)
                    .setUnit(" ops", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .build();
        } else {
            Main.say(err, "mmtck: " + search + " ...");
        }
    }

    @Override
    public void done(long operations) {
        if (bar != null) {
            bar.stepTo(operations);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
