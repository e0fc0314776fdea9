package io.facet.app.master.history;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Finds runs by what a user types: every word has to occur in the dataset, the files, the pipeline, the model, the
 * precision, the state or the date ({@code 2026-05-12}, {@code 12 May}).
 */
final class RunFilter implements Predicate<PastRun> {
    private static final DateTimeFormatter SPOKEN =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy HH:mm", Locale.ENGLISH);

    private final List<String> words;
    private final ZoneId zone;

    RunFilter(String text, ZoneId zone) {
        this.words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        this.zone = zone;
    }

    @Override
    public boolean test(PastRun run) {
        if (words.isEmpty()) {
            return true;
        }
        String text = text(run);
        return words.stream().allMatch(text::contains);
    }

    private String text(PastRun run) {
        PastRun.Subject s = run.subject();
        ZonedDateTime started = ZonedDateTime.ofInstant(run.started(), zone);
        return String.join(
                        "\n",
                        s.datasetName(),
                        s.dataset().toString(),
                        s.csv().toString(),
                        s.pipeline(),
                        s.model(),
                        s.modelTitle(),
                        s.precision(),
                        run.state().name(),
                        DateTimeFormatter.ISO_LOCAL_DATE.format(started),
                        SPOKEN.format(started))
                .toLowerCase(Locale.ROOT);
    }
}
