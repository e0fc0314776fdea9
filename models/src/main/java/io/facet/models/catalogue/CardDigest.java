package io.facet.models.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SHA-256 over exactly those facts of a card that change its outputs: id, input and output. It is stamped into every
 * output, so that outputs made under different cards never mix; a corrected title or address does not change it.
 *
 * <p>The canonical form is UTF-8 text, one {@code name=value} per line, each line ended by a line feed, in the order of
 * {@link #canonical}. Enums are written as their Java names, whole numbers in decimal, floating-point numbers as
 * {@link Double#toString(double)} writes them with a negative zero made positive, lists joined by commas. The first line
 * names the form; a card that gains a fact which changes outputs gets a new form.
 */
public final class CardDigest {
    private static final String FORM = "facet-card-digest/1";

    private CardDigest() {}

    /** The digest as 64 lower-case hexadecimal digits. */
    public static String of(ModelCard card) {
        try {
            byte[] text = canonical(card).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The text that is hashed. */
    static String canonical(ModelCard card) {
        ImageInput input = card.input();
        return String.join(
                "\n",
                FORM,
                "id=" + card.id(),
                "input.layout=" + input.layout().name(),
                "input.width=" + input.width(),
                "input.height=" + input.height(),
                "input.colours=" + input.colours().name(),
                "input.fit=" + input.fit().name(),
                "input.interpolation=" + input.interpolation().name(),
                "input.mean=" + numbers(input.mean()),
                "input.std=" + numbers(input.std()),
                "input.scaled-decode=" + input.scaledDecode(),
                "output.dimension=" + card.output().dimension(),
                "output.normalise=" + card.output().normalise().name(),
                "");
    }

    private static String numbers(List<Double> values) {
        return values.stream().map(value -> Double.toString(value + 0.0)).collect(Collectors.joining(","));
    }
}
