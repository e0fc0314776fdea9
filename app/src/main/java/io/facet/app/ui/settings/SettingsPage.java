package io.facet.app.ui.settings;

import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Screen;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.join.ListenAddress;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.kordamp.ikonli.feather.Feather;

/** Everything that can be set. What is changed here holds at once, is kept, and can be undone. */
public final class SettingsPage implements Page {
    /** Beats of the window in a second. */
    private static final int BEATS = 5;

    private final Workshop workshop;
    private final SettingsController controller;
    private final Parent view;
    private final List<SettingsSection> sections;
    private final NetworkSection network;
    private final FoldersSection folders;
    private final ShortcutsSection shortcuts;
    private boolean shown;
    private int beats;

    /**
     * The page.
     *
     * @param fingerprint of the certificate, in hexadecimal digits
     */
    public SettingsPage(Workshop workshop, ListenAddress listen, String fingerprint) {
        this.workshop = workshop;
        Texts texts = workshop.texts();
        Settings settings = workshop.settings();
        AppearanceSection appearance = new AppearanceSection(settings, texts);
        ThisComputerSection computer =
                new ThisComputerSection(settings, texts, () -> workshop.desk().farm());
        network = new NetworkSection(workshop, listen, fingerprint);
        folders = new FoldersSection(workshop);
        shortcuts = new ShortcutsSection(workshop.commands(), texts);
        AboutSection about = new AboutSection(workshop);
        List<SettingsSection> left = List.of(appearance, computer, folders);
        sections = List.of(appearance, network, computer, folders, shortcuts, about);
        controller = new SettingsController(texts, settings, sections, left);
        view = workshop.screens().load(Screen.SETTINGS, controller);
        workshop.pulse().add(this::beat);
    }

    private void beat() {
        beats++;
        if (shown && beats % BEATS == 0) {
            sections.forEach(SettingsSection::refresh);
        }
    }

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public String title() {
        return workshop.texts().get("settings.title");
    }

    @Override
    public Feather icon() {
        return Feather.SLIDERS;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        shown = true;
        shortcuts.list();
        controller.filterAgain();
        network.look();
        folders.measure();
        sections.forEach(SettingsSection::refresh);
    }

    @Override
    public void again() {
        network.look();
        folders.measure();
    }

    @Override
    public void hidden() {
        shown = false;
    }

    @Override
    public Node searchField() {
        return controller.search();
    }
}
