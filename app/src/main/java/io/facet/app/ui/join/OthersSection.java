package io.facet.app.ui.join;

import io.facet.app.master.discovery.DiscoveredPc;
import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.shell.Questions;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Computers of the network that wait for a code, and those that have joined. */
final class OthersSection extends VBox {
    private final JoinModel model;
    private final Workshop workshop;
    private final Texts texts;
    private final Questions questions;
    private final VBox waiting = new VBox();
    private final VBox joined = new VBox();

    OthersSection(JoinModel model, Workshop workshop, Questions questions) {
        super(12);
        this.model = model;
        this.workshop = workshop;
        this.texts = workshop.texts();
        this.questions = questions;
        waiting.setId("join-discovered");
        joined.setId("join-enrolled");
        getChildren()
                .addAll(
                        DrawerParts.heading(texts.get("join.discovered")),
                        waiting,
                        DrawerParts.rule(),
                        DrawerParts.heading(texts.get("join.enrolled")),
                        joined);
        model.discovered().addListener((o, was, is) -> showWaiting());
        model.invited().addListener((o, was, is) -> showWaiting());
        model.listen().state().addListener((o, was, is) -> showWaiting());
        model.enrolled().addListener((o, was, is) -> showJoined());
        showWaiting();
        showJoined();
    }

    private void showWaiting() {
        List<DiscoveredPc> found = model.discovered().get();
        if (found.isEmpty()) {
            waiting.getChildren()
                    .setAll(DrawerParts.small(
                            texts.get(model.looksForOthers() ? "join.discovered.none" : "join.discovered.off")));
        } else {
            waiting.getChildren().setAll(found.stream().map(this::row).toList());
        }
    }

    private Node row(DiscoveredPc pc) {
        String address = pc.addresses().isEmpty() ? "" : pc.addresses().getFirst() + " · ";
        VBox lines = DrawerParts.lines(
                pc.name(),
                address + pc.os() + " · "
                        + texts.get("join.slots", Figures.count(pc.gpuSlots()), Figures.count(pc.cpuSlots())));
        DiscoveredPc guest = model.invited().get();
        boolean asked = guest != null && guest.id().equals(pc.id());
        Node action;
        if (asked) {
            action = new Label(texts.get("join.waiting"), Icons.of(Feather.CLOCK, "icon-small"));
        } else {
            Button invite = new Button(texts.get("join.invite"), Icons.of(Feather.USER_PLUS, "icon-small"));
            invite.getStyleClass().add("extra-small");
            invite.setMinWidth(USE_PREF_SIZE);
            invite.setOnAction(e -> model.invite(pc));
            action = invite;
        }
        HBox row = new HBox(12, Icons.of(Feather.MONITOR), lines, action);
        row.getStyleClass().add("drawer-item");
        return row;
    }

    private void showJoined() {
        List<EnrolledAgent> agents = model.enrolled().get();
        if (agents.isEmpty()) {
            joined.getChildren().setAll(DrawerParts.small(texts.get("join.enrolled.none")));
        } else {
            joined.getChildren().setAll(agents.stream().map(this::row).toList());
        }
    }

    private Node row(EnrolledAgent agent) {
        VBox lines = DrawerParts.lines(
                agent.name(),
                texts.get(
                        "join.since",
                        agent.host(),
                        Figures.when(
                                agent.enrolled(),
                                workshop.clock().instant(),
                                workshop.clock().getZone())));
        Button revoke = new Button(texts.get("join.revoke"));
        revoke.getStyleClass().addAll("extra-small", "danger-quiet");
        revoke.setMinWidth(USE_PREF_SIZE);
        revoke.setAccessibleText(texts.get("join.revoke") + " " + agent.name());
        revoke.setOnAction(e -> questions.ask(
                texts.get("agents.revoke.title", agent.name()),
                texts.get("agents.revoke.text"),
                texts.get("agents.revoke.yes"),
                texts.get("agents.revoke.no"),
                true,
                () -> model.revoke(agent)));
        HBox row = new HBox(12, lines, revoke);
        row.getStyleClass().add("drawer-item");
        return row;
    }
}
