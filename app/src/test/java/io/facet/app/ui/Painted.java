package io.facet.app.ui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;

/** The contrast of all text in a scene with what it stands on. Window's thread only. */
public final class Painted {
    private final Color ground;
    private final Map<String, Double> worst = new TreeMap<>();

    private Painted(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        ground = scene.getFill() instanceof Color color ? color : Color.WHITE;
        walk(scene.getRoot());
    }

    /** Pairs of text and ground below {@code least}, with an example of each. */
    public static Map<String, Double> below(Scene scene, double least) {
        Map<String, Double> found = new Painted(scene).worst;
        found.values().removeIf(contrast -> contrast >= least);
        return found;
    }

    private void walk(Node node) {
        // What cannot be used may be pale.
        if (!node.isVisible() || node.isDisabled() || node.getOpacity() < 1) {
            return;
        }
        boolean icon = node.getStyleClass().contains("ikonli-font-icon");
        if (node instanceof Text text && !icon && !text.getText().isBlank() && text.getFill() instanceof Color color) {
            Color behind = behind(node);
            double contrast = contrast(over(color, behind), behind);
            String pair = "%s on %s".formatted(hex(over(color, behind)), hex(behind));
            worst.putIfAbsent(pair + " \"" + text.getText() + "\" " + styles(node), contrast);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::walk);
        }
    }

    private static String styles(Node node) {
        Parent parent = node.getParent();
        return parent == null ? "" : parent.getStyleClass().toString();
    }

    /** All fills from the window to the node, one over the other. */
    private Color behind(Node node) {
        Deque<Node> path = new ArrayDeque<>();
        for (Node n = node.getParent(); n != null; n = n.getParent()) {
            path.push(n);
        }
        Color colour = ground;
        for (Node n : path) {
            if (n instanceof Region region && region.getBackground() != null) {
                for (BackgroundFill fill : region.getBackground().getFills()) {
                    if (fill.getFill() instanceof Color color) {
                        colour = over(color, colour);
                    }
                }
            } else if (n instanceof Shape shape && shape.getFill() instanceof Color color) {
                colour = over(color, colour);
            }
        }
        return colour;
    }

    /** What is seen of a colour that may let another shine through. */
    public static Color over(Color top, Color below) {
        double a = top.getOpacity();
        return Color.color(
                top.getRed() * a + below.getRed() * (1 - a),
                top.getGreen() * a + below.getGreen() * (1 - a),
                top.getBlue() * a + below.getBlue() * (1 - a));
    }

    /** As WCAG 2 defines it, from 1 to 21. */
    public static double contrast(Color a, Color b) {
        double one = luminance(a);
        double other = luminance(b);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    static String hex(Color c) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(c.getRed() * 255),
                Math.round(c.getGreen() * 255),
                Math.round(c.getBlue() * 255));
    }
}
