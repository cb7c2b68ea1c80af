package org.mmtck.reports.json;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.mmtck.reports.picture.Resource;

/** Holds documents against the published schema, by a validator that knows nothing of this project. */
final class ResultsSchema {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Resource.text(ResultsJson.class, "results.schema.json"), InputFormat.JSON);

    private ResultsSchema() {}

    /** What the schema has against the document; empty if nothing. */
    static List<String> complaints(String json) {
        return SCHEMA.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
