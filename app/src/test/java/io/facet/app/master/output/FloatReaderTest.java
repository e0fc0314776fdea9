package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java's own reader is the measure. */
class FloatReaderTest {

    private static float parse(String text) {
        byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
        return FloatReader.parse(bytes, 1, bytes.length - 1);
    }

    private static void check(String text) {
        assertThat(Float.floatToRawIntBits(parse(text)))
                .as(text)
                .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
    }

    @Property(tries = 20_000)
    void everyFloatComesBackToTheBit(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        RowBytes shortest = new RowBytes();
        FloatText.SHORTEST.append(shortest, value);
        String text = StandardCharsets.UTF_8.decode(shortest.view()).toString();
        check(text);
        if (!Float.isNaN(value)) {
            assertThat(Float.floatToRawIntBits(parse(text))).isEqualTo(bits);
        }
        check(Float.toString(value));
    }

    @Property(tries = 20_000)
    void sixDecimalsAreReadAsJavaReadsThem(@ForAll int thousandths, @ForAll @IntRange(min = 1, max = 9) int scale) {
        check(String.format(Locale.ROOT, "%.6f", thousandths / Math.pow(10, scale)));
    }

    @Property(tries = 20_000)
    void anyDigitsAreReadAsJavaReadsThem(
            @ForAll long digits, @ForAll @IntRange(min = -60, max = 60) int exponent, @ForAll boolean capital) {
        check(digits + (capital ? "E" : "e") + exponent);
        check(Long.toString(digits));
    }

    /** Where rounding to a double first and to a float then may go wrong. */
    @Property(tries = 20_000)
    void halfWayBetweenTwoFloatsIsRoundedOnce(@ForAll @IntRange(min = 0x00800000, max = 0x7f000000) int bits) {
        double low = Float.intBitsToFloat(bits);
        double high = Float.intBitsToFloat(bits + 1);
        java.math.BigDecimal middle = new java.math.BigDecimal(low)
                .add(new java.math.BigDecimal(high))
                .divide(java.math.BigDecimal.TWO);
        for (int precision = 8; precision <= 18; precision++) {
            java.math.BigDecimal near = middle.round(new java.math.MathContext(precision));
            check(near.toString());
        }
        check(middle.toString());
    }

    @Example
    void zerosKeepTheirSign() {
        check("0");
        check("-0");
        check("0.000000");
        check("-0.0e9");
        check("0e99");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1,5", " 1", "1 ", "1f", "0x1p3", "nan", "--1",
                "1e5e5", "١"
            })
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
    }
}
