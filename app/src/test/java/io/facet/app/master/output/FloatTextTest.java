package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {

    @Property
    void shortestReadsBackToTheSameFloatAndIsNeverLongerThanJavas(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        if (Float.isFinite(value)) {
            checkShortest(value);
        }
    }

    @Test
    void shortestHoldsAllOverTheRange() {
        // A prime step through all bit patterns: 105,000 floats of every exponent and both signs.
        for (long bits = 0; bits < 1L << 32; bits += 40_961) {
            float value = Float.intBitsToFloat((int) bits);
            if (Float.isFinite(value)) {
                checkShortest(value);
            }
        }
    }

    private static void checkShortest(float value) {
        String text = text(FloatText.SHORTEST, value);
        String java = Float.toString(value);
        boolean same = Float.floatToRawIntBits(Float.parseFloat(text)) == Float.floatToRawIntBits(value);
        if (!same || text.length() > java.length() || !text.equals(plain(java))) {
            throw new AssertionError(text + " for " + java);
        }
    }

    /** What is promised, said another way. */
    private static String plain(String java) {
        return java.replace(".0E", "e").replace("E", "e").replaceFirst("\\.0$", "");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-1, -1",
        "0.1, 0.1",
        "100, 100",
        "0.001, 0.001",
        "0.000999, 9.99e-4",
        "9999999, 9999999",
        "1e7, 1e7",
        "1.5e-10, 1.5e-10",
        "1.4e-45, 1.4e-45",
        "3.4028235e38, 3.4028235e38",
        "0.033333335, 0.033333335"
    })
    void shortestLooksLikeThis(float value, String text) {
        assertThat(text(FloatText.SHORTEST, value)).isEqualTo(text);
    }

    @Property
    void sixDecimalsAreThoseOfFormat(@ForAll int bits) {
        checkSix(Float.intBitsToFloat(bits));
    }

    @Property
    void sixDecimalsAreThoseOfFormatWhereEmbeddingsLie(@ForAll float value) {
        checkSix(value);
        checkSix(value / (1 << 20));
    }

    @Test
    void sixDecimalsAreThoseOfFormatWhereTheSeventhIsAFiveExactly() {
        for (int i = -1000; i <= 1000; i++) {
            checkSix(i / 128f); // 1/128 = 0.0078125
            checkSix(Math.nextUp(i / 128f));
            checkSix(Math.nextDown(i / 128f));
        }
    }

    @Test
    void sixDecimalsAreThoseOfFormatAllOverTheRange() {
        for (long bits = 0; bits < 1L << 32; bits += 400_009) {
            checkSix(Float.intBitsToFloat((int) bits));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "-0.0, -0.000000",
        "-1e-9, -0.000000",
        "0.0000005, 0.000000",
        "0.00000051, 0.000001",
        "0.0078125, 0.007813",
        "-0.0078125, -0.007813",
        "16777216, 16777216.000000",
        "8.9e12, 8899999563776.000000",
        "9.1e12, 9099999707136.000000",
        "1e13, 9999999827968.000000",
        "3.4028235e38, 340282346638528860000000000000000000000.000000"
    })
    void sixDecimalsLookLikeThis(float value, String text) {
        assertThat(text(FloatText.SIX_DECIMALS, value)).isEqualTo(text);
    }

    private static void checkSix(float value) {
        String text = text(FloatText.SIX_DECIMALS, value);
        String format = String.format(Locale.ROOT, "%.6f", value);
        if (!text.equals(format)) {
            throw new AssertionError(text + " for " + format);
        }
    }

    private static String text(FloatText how, float value) {
        RowBytes out = new RowBytes();
        how.append(out, value);
        return StandardCharsets.US_ASCII.decode(out.view()).toString();
    }
}
