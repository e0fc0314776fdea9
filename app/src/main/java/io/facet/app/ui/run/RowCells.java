package io.facet.app.ui.run;

import io.facet.app.master.watch.ImageRow;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import java.nio.file.Path;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The cells of the table of images, one class for each kind of column. */
final class RowCells {
    private RowCells() {}

    /** Icon, word and colour of a state. */
    static final class State extends RowCell {
        private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
        private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
        private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

        private final Texts texts;
        private final FontIcon icon = Icons.of(Feather.CLOCK, "icon-small");
        private ImageRow.@Nullable State shown;

        State(ImageRows rows, Texts texts) {
            super(rows);
            this.texts = texts;
            setGraphicTextGap(8);
            getStyleClass().add("state-cell");
        }

        @Override
        void show(@Nullable ImageRow row) {
            ImageRow.State next = row == null ? null : row.state();
            if (next == shown) {
                return;
            }
            shown = next;
            setGraphic(next == null ? null : icon);
            // Pseudo-classes: other style classes would have all styles of the cell looked up anew.
            StateLook look = next == null ? null : StateLook.of(next);
            String tone = look == null ? "" : look.tone();
            pseudoClassStateChanged(RUNNING, tone.equals("running"));
            pseudoClassStateChanged(FAILED, tone.equals("failed"));
            pseudoClassStateChanged(DONE, tone.equals("done"));
            if (look == null) {
                setText(null);
                return;
            }
            icon.setIconCode(look.icon());
            setText(texts.get(look.key()));
        }
    }

    /** The image itself, small. */
    static final class Picture extends RowCell {
        private final Thumbnail picture;
        private final Function<ImageRow, @Nullable Path> file;

        Picture(ImageRows rows, Thumbnails thumbnails, Function<ImageRow, @Nullable Path> file) {
            super(rows);
            this.file = file;
            this.picture = new Thumbnail(thumbnails, 24);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        void show(@Nullable ImageRow row) {
            setGraphic(row == null ? null : picture);
            picture.show(row == null ? null : file.apply(row));
        }
    }

    /** A text. */
    static final class Text extends RowCell {
        private final Function<ImageRow, String> text;

        Text(ImageRows rows, Function<ImageRow, String> text, String... styleClasses) {
            super(rows);
            this.text = text;
            getStyleClass().addAll(styleClasses);
        }

        @Override
        void show(@Nullable ImageRow row) {
            setText(row == null ? null : text.apply(row));
        }
    }

    /** The path, and why there is no row. */
    static final class File extends RowCell {
        private static final double LEAST_PATH = 140;

        private final Label path = Parts.label("", "text-muted");
        private final Label reason = Parts.label("", "text-danger");
        private final HBox box = Parts.row(6, path, reason);
        private final Names names;
        private final Tooltip tooltip = new Tooltip();

        File(ImageRows rows, Names names) {
            super(rows);
            this.names = names;
            path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            path.setMinWidth(60);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(480);
        }

        @Override
        void show(@Nullable ImageRow row) {
            setGraphic(row == null ? null : box);
            setTooltip(row == null ? null : tooltip);
            if (row != null) {
                String shown = names.shown(row.path());
                path.setText(shown);
                boolean without = !row.reason().isEmpty();
                Parts.show(reason, without);
                String why =
                        row.message().isEmpty() ? row.reason().replace('_', ' ') : names.in(row.message(), row.path());
                reason.setText("· " + why);
                path.setMinWidth(without ? Math.min(LEAST_PATH, path.prefWidth(-1)) : 60);
                tooltip.setText(without ? shown + "\n" + why : shown);
            }
        }
    }

    /** Who has the image or had it last, in that agent's colour. */
    static final class Agent extends RowCell {
        private final AgentColours colours;
        private final Region dot = new Region();
        private final Label name = Parts.label("");
        private final Label slot = Parts.label("", "text-muted");
        private final HBox box = Parts.row(6, dot, name, slot);
        private String shownColour = "";

        Agent(ImageRows rows, AgentColours colours) {
            super(rows);
            this.colours = colours;
            dot.getStyleClass().addAll("dot", "dot-6");
            slot.setMinWidth(Region.USE_PREF_SIZE);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        void show(@Nullable ImageRow row) {
            boolean known = row != null && !row.agent().isEmpty();
            setGraphic(known ? box : null);
            if (row == null || !known) {
                return;
            }
            name.setText(row.agent());
            slot.setText(row.slot().isEmpty() ? "" : "· " + row.slot());
            String colour = colours.styleClass(row.agent());
            if (!colour.equals(shownColour)) {
                dot.getStyleClass().remove(shownColour);
                dot.getStyleClass().add(colour);
                shownColour = colour;
            }
        }
    }

    /** How long it took, in milliseconds. */
    static String time(ImageRow row) {
        return switch (row.state()) {
            case RUNNING -> "…";
            case DONE -> Figures.count(Math.round(row.micros() / 1000.0));
            case QUEUED, FAILED, NO_FACE, KEPT ->
                row.micros() == 0 ? "" : Figures.count(Math.round(row.micros() / 1000.0));
        };
    }

    /** How often it was lent. */
    static final class Attempts extends RowCell {
        Attempts(ImageRows rows) {
            super(rows);
            getStyleClass().add("number");
        }

        @Override
        void show(@Nullable ImageRow row) {
            setText(row == null || row.attempts() == 0 ? null : Integer.toString(row.attempts()));
            boolean again = row != null && row.attempts() > 1;
            if (again != getStyleClass().contains("retried")) {
                if (again) {
                    getStyleClass().add("retried");
                } else {
                    getStyleClass().remove("retried");
                }
            }
        }
    }
}
