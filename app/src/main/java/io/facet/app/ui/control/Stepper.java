package io.facet.app.ui.control;

import io.facet.app.ui.common.Icons;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * A whole number with a button on either side: it can be typed, and changed by the arrow keys and, while it has the
 * focus, the wheel. What is typed wrongly is explained by {@link #problemProperty}; the number stays as it was.
 */
public final class Stepper extends HBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    /**
     * What a stepper says.
     *
     * @param name of the number, for those who do not see where it stands
     * @param less of the button on the left
     * @param more of the button on the right
     * @param wrong if something else than a number from least to most is typed
     */
    public record Words(String name, String less, String more, String wrong) {}

    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final TextField field = new TextField();
    private final Button minus;
    private final Button plus;
    private final Words words;
    private final IntConsumer changed;
    private int least;
    private int most;
    private int value;

    /**
     * A stepper that shows the least number.
     *
     * @param changed told of what the user wants; what is shown changes with {@link #show} only
     */
    public Stepper(Words words, int least, int most, IntConsumer changed) {
        this.words = words;
        this.least = least;
        this.most = most;
        this.changed = changed;
        this.minus = button(Feather.MINUS, words.less(), -1);
        this.plus = button(Feather.PLUS, words.more(), 1);
        getStyleClass().add("stepper");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        field.setAccessibleText(words.name());
        field.setOnAction(e -> typed());
        field.focusedProperty().addListener((o, was, is) -> {
            if (was) {
                typed();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        field.addEventFilter(ScrollEvent.SCROLL, e -> {
            if (field.isFocused()) {
                step(e.getDeltaY() > 0 ? 1 : -1);
                e.consume();
            }
        });
        getChildren().addAll(minus, field, plus);
        show(least);
    }

    private Button button(Feather icon, String text, int by) {
        Button button = new Button(null, Icons.of(icon, "icon-small"));
        button.setAccessibleText(text);
        button.setFocusTraversable(false);
        button.setOnAction(e -> step(by));
        return button;
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.UP) {
            step(1);
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN) {
            step(-1);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !field.getText().equals(text())) {
            show(value);
            event.consume();
        }
    }

    private void step(int by) {
        int next = value + by;
        if (next >= least && next <= most) {
            changed.accept(next);
        }
    }

    private void typed() {
        String text = field.getText() == null ? "" : field.getText().strip();
        if (text.equals(text())) {
            show(value);
            return;
        }
        int wanted;
        try {
            wanted = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            wrong();
            return;
        }
        if (wanted < least || wanted > most) {
            wrong();
            return;
        }
        problem.set("");
        field.pseudoClassStateChanged(WRONG, false);
        changed.accept(wanted);
    }

    private void wrong() {
        problem.set(words.wrong());
        field.pseudoClassStateChanged(WRONG, true);
    }

    private String text() {
        return Integer.toString(value);
    }

    /** Between which numbers a user may choose from now on. */
    public void limits(int from, int to) {
        least = from;
        most = to;
        minus.setDisable(value <= least);
        plus.setDisable(value >= most);
    }

    /** Shows the number that holds, unless somebody is typing another. */
    public void show(int number) {
        boolean typing = field.isFocused() && !field.getText().equals(text()) && number == value;
        value = number;
        if (!typing) {
            field.setText(text());
            problem.set("");
            field.pseudoClassStateChanged(WRONG, false);
        }
        minus.setDisable(value <= least);
        plus.setDisable(value >= most);
    }

    /** What is wrong with what was typed; empty if nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Where the number stands. */
    public TextField field() {
        return field;
    }

    /** The button that makes it less. */
    public Button minus() {
        return minus;
    }

    /** The button that makes it more. */
    public Button plus() {
        return plus;
    }
}
