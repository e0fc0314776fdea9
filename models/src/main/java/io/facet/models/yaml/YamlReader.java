package io.facet.models.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one small YAML document into {@link YamlNode}s; everything wrong with it is a {@link YamlProblem}.
 *
 * <p>Only plain maps, lists and values are read. Anchors, aliases and tags are refused, so nothing can grow beyond the
 * text; text, depth and number of values are bounded. An instance reads one text on one thread.
 */
public final class YamlReader {
    /** The longest text that is read, in bytes of a file and in characters of a text. */
    public static final int MAX_LENGTH = 64 * 1024;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_NODES = 4096;
    private static final YAMLFactory FACTORY = YAMLFactory.builder().build();

    private final YAMLParser parser;
    private int nodes;

    private YamlReader(YAMLParser parser) {
        this.parser = parser;
    }

    /** Reads a file's text; a {@link YamlProblem} without a line if it cannot be read. */
    public static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new YamlProblem(0, Files.exists(file) ? "is not a file" : "does not exist");
            }
            if (Files.size(file) > MAX_LENGTH) {
                throw new YamlProblem(0, "is larger than the " + MAX_LENGTH / 1024 + " KB that such a file may have");
            }
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new YamlProblem(0, "is not UTF-8 text: save it as UTF-8", e);
        } catch (IOException e) {
            throw new YamlProblem(0, "cannot be read (" + e + "): check its permissions", e);
        }
    }

    /** Reads a text that holds one document. */
    public static YamlNode read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new YamlProblem(0, "is larger than the " + MAX_LENGTH / 1024 + " KB that such a text may have");
        }
        try (YAMLParser parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new YamlReader(parser).document();
        } catch (JacksonException e) {
            throw notYaml(e);
        }
    }

    private YamlNode document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new YamlProblem(0, "is empty");
        }
        YamlNode root = node(first, "", 0);
        if (parser.nextToken() != null) {
            throw new YamlProblem(line(), "a second document starts here; one file holds one");
        }
        return root;
    }

    private YamlNode node(@Nullable JsonToken token, String label, int depth) {
        refuseTricks(token);
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new YamlProblem(line(), "too many values or too deep; this is not what such a file holds");
        }
        int line = line();
        return switch (token) {
            case START_OBJECT -> map(label, line, depth);
            case START_ARRAY -> list(label, line, depth);
            case null, default -> new YamlScalar(label, parser.getString(), line);
        };
    }

    private YamlMap map(String label, int line, int depth) {
        Map<String, YamlNode> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            refuseTricks(JsonToken.PROPERTY_NAME);
            String key = parser.getString();
            String path = label.isEmpty() ? Quoted.bare(key) : label + "." + Quoted.bare(key);
            if (values.containsKey(key)) {
                throw new YamlProblem(line(), "the key " + Quoted.of(key) + " stands here a second time");
            }
            values.put(key, node(parser.nextToken(), path, depth + 1));
        }
        return new YamlMap(label, values, line);
    }

    private YamlList list(String label, int line, int depth) {
        List<YamlNode> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(node(token, label + "[" + (values.size() + 1) + "]", depth + 1));
        }
        return new YamlList(label, values, line);
    }

    private void refuseTricks(@Nullable JsonToken token) {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw new YamlProblem(line(), "anchors and aliases (& and *) are not allowed; write the value itself");
        }
        if (token != JsonToken.PROPERTY_NAME && parser.getTypeId() != null) {
            throw new YamlProblem(line(), "tags (!) are not allowed; write the value alone");
        }
    }

    private int line() {
        return Math.max(0, parser.currentTokenLocation().getLineNr());
    }

    private static YamlProblem notYaml(JacksonException e) {
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            int line = marked.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            return new YamlProblem(line, "is not valid YAML: " + Quoted.bare(marked.getProblem()), e);
        }
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
        return new YamlProblem(line, "is not valid YAML: " + Quoted.bare(e.getOriginalMessage()), e);
    }
}
