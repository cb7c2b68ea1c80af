package org.mmtck.reports.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.text.WellFormed;

/**
 * Renders {@code index.html}: the verdicts, and each failure with its sequence and a picture of the memory at each step. All
 * of it can be read without script; the script adds stepping and filtering. What comes from outside is escaped by the
 * template engine; only our own style, script and pictures are inserted as they are.
 */
public final class HtmlReport {
    /** The name of the file in the report's directory. */
    public static final String FILE_NAME = "index.html";

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            HtmlReport.class.getClassLoader(),
            HtmlReport.class.getPackageName() + ".generated");

    private HtmlReport() {}

    /** The page; the same run gives the same page. */
    public static String render(Run run) {
        StringOutput output = new StringOutput(64 << 10);
        ENGINE.render("report.jte", Page.of(run), output);
        return WellFormed.visible(output.toString());
    }
}
