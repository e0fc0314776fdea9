package io.facet.app.ui;

import atlantafx.base.controls.ToggleSwitch;
import io.facet.app.ui.control.Stepper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;

/** Looks for what somebody who does not see the window, or has no mouse, would miss. Window's thread only. */
public final class Accessibility {
    private final Scene scene;
    private final List<Node> seen = new ArrayList<>();
    private final Set<Node> labelled = new HashSet<>();

    private Accessibility(Scene scene) {
        this.scene = scene;
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        collect(scene.getRoot());
    }

    /** What is wrong with what {@code scene} shows now, each thing in a line. */
    public static List<String> faults(Scene scene) {
        Accessibility look = new Accessibility(scene);
        List<String> faults = new ArrayList<>(look.nameless());
        faults.addAll(look.mute());
        faults.addAll(look.unreached());
        return faults;
    }

    private void collect(Node node) {
        if (!node.isVisible()) {
            return;
        }
        seen.add(node);
        if (node instanceof Label label && label.getLabelFor() != null) {
            labelled.add(label.getLabelFor());
        }
        // What a control consists of is its own affair.
        if (node instanceof Parent parent && !isWhole(node)) {
            parent.getChildrenUnmodifiable().forEach(this::collect);
        }
    }

    private static boolean isWhole(Node node) {
        return node instanceof ButtonBase
                || node instanceof TextInputControl
                || node instanceof ComboBoxBase
                || node instanceof Slider
                || node instanceof ScrollBar
                || node instanceof ToggleSwitch;
    }

    /** Whether people act on it. */
    private static boolean isAction(Node node) {
        return (isWhole(node) && !(node instanceof ScrollBar)) || node instanceof ListView || node instanceof TableView;
    }

    private List<String> nameless() {
        return seen.stream()
                .filter(n -> isAction(n) || (!isInCell(n) && (n.isFocusTraversable() || n.getOnMouseClicked() != null)))
                .filter(n -> !n.getStyleClass().contains("backdrop"))
                .filter(n -> !isNamed(n))
                .map(n -> "without a name: " + describe(n))
                .toList();
    }

    private boolean isNamed(Node node) {
        boolean text = node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isBlank();
        return text || hasText(node) || labelled.contains(node);
    }

    private static boolean hasText(Node node) {
        return node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
    }

    /** Drawings that say nothing. */
    private List<String> mute() {
        return seen.stream()
                .filter(n -> n instanceof Canvas canvas && canvas.getWidth() > 1 && canvas.getHeight() > 1)
                .filter(n -> !isExplained(n))
                .map(n -> "a drawing without words: " + describe(n))
                .toList();
    }

    private static boolean isExplained(Node canvas) {
        for (Node n = canvas; n != null; n = n.getParent()) {
            AccessibleRole role = n.getAccessibleRole();
            if (hasText(n) && (role == AccessibleRole.IMAGE_VIEW || role == AccessibleRole.BUTTON)) {
                return true;
            }
        }
        return false;
    }

    /** What can be clicked now and cannot be reached by Tab from where the focus is. */
    private List<String> unreached() {
        Set<Node> reached = reached();
        return seen.stream()
                .filter(n -> isAction(n) && !n.isDisabled() && !isInCell(n))
                .filter(n -> !reached.contains(n) && !isInGroup(n, reached) && !(n.getParent() instanceof Stepper))
                .filter(n -> !(n instanceof ListView && isInPalette(n)))
                .map(n -> "out of reach of Tab: " + describe(n))
                .toList();
    }

    /** Of a group, one has a tab stop; the arrow keys go to the others. */
    private static boolean isInGroup(Node node, Set<Node> reached) {
        return node instanceof ToggleButton toggle
                && toggle.getToggleGroup() != null
                && toggle.getToggleGroup().getToggles().stream().anyMatch(reached::contains);
    }

    private Set<Node> reached() {
        Set<Node> reached = new LinkedHashSet<>();
        Node before = scene.getFocusOwner();
        Node now = before == null ? firstOf(scene.getRoot()) : before;
        if (now != null) {
            now.requestFocus();
        }
        while (now != null && reached.add(now)) {
            now.requestFocusTraversal(TraversalDirection.NEXT);
            now = scene.getFocusOwner();
        }
        if (before != null) {
            before.requestFocus();
        }
        return reached;
    }

    private static @Nullable Node firstOf(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return null;
        }
        if (node.isFocusTraversable()) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = firstOf(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** In a table, the arrow keys lead to a row, whose actions are also below the table or in its menu. */
    private static boolean isInCell(Node node) {
        for (Node n = node.getParent(); n != null; n = n.getParent()) {
            if (n instanceof TableView || n instanceof ListView) {
                return true;
            }
        }
        return false;
    }

    /** The arrow keys of the palette's field move in its list. */
    private static boolean isInPalette(Node node) {
        return node.getParent() != null && node.getParent().getStyleClass().contains("palette");
    }

    private static String describe(Node node) {
        StringBuilder where = new StringBuilder();
        for (Node n = node; n != null && where.length() < 200; n = n.getParent()) {
            if (n == node || n.getId() != null) {
                where.append(where.isEmpty() ? "" : " in ")
                        .append(n.getClass().getSimpleName())
                        .append(n.getId() == null ? n.getStyleClass().toString() : "#" + n.getId());
            }
        }
        return node instanceof Labeled labeled && node instanceof Control
                ? where + " \"" + labeled.getText() + "\""
                : where.toString();
    }
}
