package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Theme;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.css.CssParser;
import javafx.css.Declaration;
import javafx.css.Rule;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrast as WCAG 2 computes it, AA: of the colours that the style sheets give to text, lines and marks. */
@Timeout(180)
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double MARK = 3;
    private static final List<String> SHEETS =
            List.of("facet.css", "run.css", "agents.css", "results.css", "models.css", "settings.css");

    /** What lies below everything: opaque. */
    private static final List<String> SURFACES =
            List.of("-color-bg-default", "-facet-canvas", "-color-bg-subtle", "-facet-segment", "-facet-segment-on");

    /** Text that stands anywhere. */
    private static final List<String> ANYWHERE = List.of("-color-fg-default", "-facet-fg-strong", "-color-fg-muted");

    /** Text with a meaning: on cards, and on its own tint there. */
    private static final Map<String, String> TINTED = Map.of(
            "-color-accent-fg", "-color-accent-subtle",
            "-color-success-fg", "-color-success-subtle",
            "-color-warning-fg", "-color-warning-subtle",
            "-color-danger-fg", "-color-danger-subtle",
            "-facet-drain-fg", "-facet-drain-subtle");

    /** Text on a fill of its own. */
    private static final Map<String, List<String>> FILLED =
            Map.of("-facet-on-accent", List.of("-facet-accent-fill", "-color-danger-emphasis"));

    @TempDir
    private Path folder;

    /** Finds out what looked-up colours are in the theme of a window. */
    private static final class Palette {
        private final Map<String, Color> colours = new TreeMap<>();

        Palette(TestWindow window, Set<String> names) {
            TestWindow.onWindow(() -> {
                Pane root = (Pane) window.scene().getRoot();
                for (String name : names) {
                    Region sample = new Region();
                    sample.setStyle("-fx-background-color: " + name + ";");
                    root.getChildren().add(sample);
                    sample.applyCss();
                    colours.put(name, (Color)
                            sample.getBackground().getFills().getFirst().getFill());
                    root.getChildren().remove(sample);
                }
                return true;
            });
        }

        Color of(String name) {
            return Objects.requireNonNull(colours.get(name), name);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.Choice.class,
            names = {"DARK", "LIGHT"})
    void text_lines_and_marks_can_be_told_from_what_they_stand_on(Theme.Choice theme) {
        Set<String> names = new TreeSet<>(SURFACES);
        names.addAll(ANYWHERE);
        TINTED.forEach((text, tint) -> names.addAll(List.of(text, tint)));
        FILLED.forEach((text, fills) -> {
            names.add(text);
            names.addAll(fills);
        });
        List<String> marks = marks();
        names.addAll(marks);
        names.addAll(List.of("-facet-hover", "-color-neutral-subtle"));
        List<String> faults = new ArrayList<>();
        try (TestWindow window = TestWindow.open(folder, TestWindow.sized(1024, 700, theme))) {
            Palette palette = new Palette(window, names);
            for (String surface : SURFACES) {
                Color ground = palette.of(surface);
                for (String text : ANYWHERE) {
                    check(faults, palette, text, surface, ground, TEXT);
                    // Rows and buttons under the pointer, the chosen row, pills that say nothing good or bad.
                    for (String tint : List.of("-facet-hover", "-color-accent-subtle", "-color-neutral-subtle")) {
                        if (surface.equals("-color-bg-default")) {
                            Color tinted = Painted.over(palette.of(tint), ground);
                            check(faults, palette, text, tint + " on " + surface, tinted, TEXT);
                        }
                    }
                }
            }
            for (String surface : List.of("-color-bg-default", "-facet-canvas", "-color-bg-subtle")) {
                TINTED.forEach((text, tint) -> {
                    check(faults, palette, text, surface, palette.of(surface), TEXT);
                    if (!surface.equals("-color-bg-subtle")) {
                        Color tinted = Painted.over(palette.of(tint), palette.of(surface));
                        check(faults, palette, text, tint + " on " + surface, tinted, TEXT);
                    }
                });
            }
            FILLED.forEach(
                    (text, fills) -> fills.forEach(fill -> check(faults, palette, text, fill, palette.of(fill), TEXT)));
            for (String mark : marks) {
                check(faults, palette, mark, "-color-bg-default", palette.of("-color-bg-default"), MARK);
            }
            for (String surface : List.of("-color-bg-default", "-facet-canvas", "-color-bg-subtle")) {
                // The ring of what has the focus, and the border of a field with a wrong entry.
                check(faults, palette, "-color-accent-fg", surface, palette.of(surface), MARK);
                check(faults, palette, "-color-danger-fg", surface, palette.of(surface), MARK);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<String> marks() {
        List<String> marks = new ArrayList<>(List.of("-facet-bar-ok", "-facet-progress", "-color-danger-fg"));
        for (int i = 1; i <= 7; i++) {
            marks.add("-facet-s" + i);
        }
        return marks;
    }

    private static void check(
            List<String> faults, Palette palette, String name, String where, Color ground, double least) {
        double contrast = Painted.contrast(Painted.over(palette.of(name), ground), ground);
        if (contrast < least) {
            faults.add("%s on %s: %.2f, wanted %.1f".formatted(name, where, contrast, least));
        }
    }

    /** Else a colour that nobody checks would slip in. */
    @Test
    void the_style_sheets_write_in_no_colour_but_those() throws IOException {
        Set<String> known = new TreeSet<>(ANYWHERE);
        known.addAll(TINTED.keySet());
        known.addAll(FILLED.keySet());
        Set<String> used = new TreeSet<>();
        for (String sheet : SHEETS) {
            URL url = Objects.requireNonNull(ContrastTest.class.getResource("/io/facet/app/ui/" + sheet), sheet);
            for (Rule rule : new CssParser().parse(url).getRules()) {
                for (Declaration declaration : rule.getDeclarations()) {
                    if (declaration.getProperty().matches("-fx-text-fill|-fx-icon-color|-fx-prompt-text-fill")) {
                        used.add(String.valueOf(declaration.getParsedValue().getValue()));
                    }
                }
            }
        }
        assertThat(used).isNotEmpty().isSubsetOf(known);
    }
}
