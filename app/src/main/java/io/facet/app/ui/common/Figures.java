package io.facet.app.ui.common;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the window writes figures: with separators and units, and a dash for what is not known. */
public final class Figures {
    /** Stands for a figure that is not known. */
    public static final String UNKNOWN = "—";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private Figures() {}

    /** {@code 17,534}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 1 image}, {@code 17,534 images}. */
    public static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /** Images per second with one decimal; a dash if it is not a number or not positive. */
    public static String rate(double perSecond) {
        return perSecond > 0 ? String.format(Locale.ROOT, "%,.1f", perSecond) : UNKNOWN;
    }

    /** {@code 53.7%} of a fraction from 0 to 1. */
    public static String percent(double fraction) {
        return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%.1f%%", 100 * fraction) : UNKNOWN;
    }

    /** {@code 62%} of a fraction from 0 to 1. */
    public static String wholePercent(double fraction) {
        return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%.0f%%", 100 * fraction) : UNKNOWN;
    }

    /** {@code 612 MB}, in powers of 1000. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB", "PB"};
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }

    /** {@code 4 s}, {@code 1 min 46 s}, {@code 3 h 12 min}. */
    public static String duration(Duration d) {
        long seconds = Math.max(0, Math.round(d.toMillis() / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return "%d min %02d s".formatted(seconds / 60, seconds % 60);
        }
        return "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
    }

    /** {@code 3 s ago}, {@code 14:02}, {@code Yesterday 16:20}, {@code 12 May}. */
    public static String when(Instant then, Instant now, ZoneId zone) {
        Duration age = Duration.between(then, now);
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        ZonedDateTime at = then.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        if (at.toLocalDate().equals(today)) {
            return CLOCK.format(at);
        }
        if (at.toLocalDate().equals(today.minusDays(1))) {
            return "Yesterday " + CLOCK.format(at);
        }
        return (at.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(at);
    }
}
