package org.mmtck.reports.json;

import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.text.WellFormed;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code results.json}. The same run gives the same bytes. */
public final class ResultsJson {
    /** The name of the file in the report's directory. */
    public static final String FILE_NAME = "results.json";

    private static final ObjectWriter WRITER = JsonMapper.builder()
            // The order of the document is for people, and the same everywhere; the alphabet would put it out of order.
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build()
            .writer()
            .with(printer());

    private ResultsJson() {}

    /** The document, indented by two spaces, with line feeds on every system and one at its end. */
    public static String write(Run run) {
        return WellFormed.text(WRITER.writeValueAsString(ResultsDocument.of(run))) + "\n";
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
