package io.facet.models.yaml;

import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes maps, lists, texts and numbers as YAML that {@link YamlReader} reads back to the same values. */
public final class YamlWriter {
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .build();

    private YamlWriter() {}

    public static String write(Map<String, ?> values) {
        return MAPPER.writeValueAsString(values);
    }
}
